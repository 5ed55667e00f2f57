namespace TypedBus.Transports.Tests.Loop;

/// <summary>What is wrong with a bus, on purpose.</summary>
public enum LoopFault
{
    /// <summary>Nothing is.</summary>
    None,

    /// <summary>The first event of each subscription is lost.</summary>
    LosesOne,

    /// <summary>The second event of each subscription comes twice.</summary>
    DoublesOne,

    /// <summary>The second event of each subscription comes after the third.</summary>
    SwapsTwo,

    /// <summary>What is to come again does not.</summary>
    ForgetsRetries,

    /// <summary>A filter is held to match, whatever its last token is.</summary>
    LeaksAcrossSubjects,

    /// <summary>Subscriptions share what each of them should get.</summary>
    MergesGroups,

    /// <summary>Members of a group get what one of them should.</summary>
    SplitsGroups,

    /// <summary>The first member of a group gets all.</summary>
    FeedsOneMember,

    /// <summary>With its last member, a subscription is forgotten.</summary>
    KeepsNothing,

    /// <summary>A new subscription gets what comes from then on.</summary>
    HasNoMemory,

    /// <summary>The end of the server is the end of what it had.</summary>
    LosesOnRestart,

    /// <summary>An event has the headers of the one before it.</summary>
    MixesHeaders,

    /// <summary>A line break in a header's value begins another header.</summary>
    SplitsHeaders,

    /// <summary>Long events are cut.</summary>
    CutsBytes,

    /// <summary>Each delivery is the first attempt.</summary>
    CountsNoAttempts,

    /// <summary>What was given up comes again.</summary>
    ForgetsWhatWasGivenUp,

    /// <summary>All that there is is pressed on whoever subscribes.</summary>
    KnowsNoBounds,

    /// <summary>Nobody gets anything while somebody has something in hand.</summary>
    HoldsUpAll,

    /// <summary>Whoever is slow gets it again.</summary>
    IsImpatient,

    /// <summary>Publishing allocates a great deal.</summary>
    IsWasteful,

    /// <summary>The end of the transport never comes.</summary>
    NeverEnds,

    /// <summary>A bus that is to stop goes on.</summary>
    NeverStops,

    /// <summary>A handler that fails counts as one that did not.</summary>
    IgnoresFailures,

    /// <summary>A subscription of one worker has several.</summary>
    HandlesSeveralAtOnce,
}
