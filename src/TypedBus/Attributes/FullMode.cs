namespace TypedBus;

/// <summary>What becomes of an event for a subscription whose queue is full.</summary>
/// <remarks>
/// What handlers publish never waits. Where the mode is <see cref="Wait"/> or <see cref="Fail"/> it may pass the capacity, up to
/// <see cref="EventBusOptions.MaxCascade"/>; where it drops, the user wants the queue bounded, and it is dropped as any other event is. In a
/// group the members' modes count when all of them are full: that of the one whose turn it is.
/// </remarks>
public enum FullMode
{
    /// <summary>The publisher waits for room. This is the default.</summary>
    Wait = 0,

    /// <summary>
    /// The event is dropped for this subscription, and counted. Publishing succeeds. Channels of the framework call this
    /// <see cref="System.Threading.Channels.BoundedChannelFullMode.DropWrite"/>.
    /// </summary>
    DropNewest = 1,

    /// <summary>The delivery that has waited longest is dropped in its place, and counted. Publishing succeeds.</summary>
    DropOldest = 2,

    /// <summary>Publishing fails with a <see cref="QueueFullException"/>, when all others have been offered the event.</summary>
    Fail = 3,
}
