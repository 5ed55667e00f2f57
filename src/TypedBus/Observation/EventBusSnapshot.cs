namespace TypedBus;

/// <summary>What a bus has done, at one moment.</summary>
/// <remarks>
/// Immutable, and safe for use by several threads. Counts begin with the bus and never fall. They are exact when the bus is at rest; while it
/// works, they are read one after the other, and may be a few deliveries apart.
/// </remarks>
public sealed record EventBusSnapshot
{
    /// <summary>Gets the subscriptions, in the order of the events' registration.</summary>
    public required IReadOnlyList<SubscriptionSnapshot> Subscriptions { get; init; }

    /// <summary>Gets how many events were published or dispatched that nobody handles here.</summary>
    public required long Unheard { get; init; }
}
