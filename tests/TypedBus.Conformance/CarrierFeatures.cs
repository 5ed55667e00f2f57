namespace TypedBus.Conformance;

/// <summary>What a carrier can do. A test runs where the carrier can do what the test needs; what it cannot is a declared lack.</summary>
[Flags]
public enum CarrierFeatures
{
    /// <summary>Events reach the subscriptions that run.</summary>
    None = 0,

    /// <summary>Members of one group share its deliveries.</summary>
    Groups = 1 << 0,

    /// <summary>A subscription handles what one publisher has published in that order: all of it with one worker, each key with several.</summary>
    Ordered = 1 << 1,

    /// <summary>Each key keeps its order in a group too, with as many members as there are.</summary>
    OrderedInGroup = 1 << 2,

    /// <summary>As long as nothing fails and nobody is cut short, each event is handled once by each subscription or group.</summary>
    ExactlyOnce = 1 << 3,

    /// <summary>What is published before a declared subscription has started waits for it.</summary>
    KeepsBeforeStart = 1 << 4,

    /// <summary>What is published while nobody runs a subscription waits for whoever runs it next.</summary>
    Persistent = 1 << 5,

    /// <summary>What a member of a group has not settled when it ends goes to another.</summary>
    HandsOver = 1 << 6,

    /// <summary>What goes to another since a member was cut short is not handled twice, where the one that was cut short had handled it.</summary>
    HandsOverOnce = 1 << 15,

    /// <summary>A new subscription gets what was published before there was any such.</summary>
    OldEvents = 1 << 7,

    /// <summary>The server can be restarted: see <see cref="Carrier.RestartAsync"/>.</summary>
    Restart = 1 << 8,

    /// <summary>Several buses, as in several processes, reach each other.</summary>
    SeveralBuses = 1 << 9,

    /// <summary>Headers travel beside the event.</summary>
    Headers = 1 << 10,

    /// <summary>What a slow subscription cannot take yet waits, with its publishers or with the broker, and is not dropped.</summary>
    Backpressure = 1 << 11,

    /// <summary>Events travel as bytes, which may be anything.</summary>
    Bytes = 1 << 12,

    /// <summary>The broker waits for a settlement as long as <see cref="Carrier.SettleTime"/> says, unless it hears from the subscriber.</summary>
    SettleTime = 1 << 13,

    /// <summary>Publishing allocates no more than <see cref="Carrier.PublishBytes"/> says.</summary>
    PublishBytes = 1 << 14,
}
