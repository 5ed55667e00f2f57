namespace TypedBus;

/// <summary>What a transport needs to know of one subscription.</summary>
public sealed record TransportSubscription
{
    /// <summary>
    /// Gets the subscription's name, which is the same in every process that runs the handler. A handler of a base type has a subscription for
    /// each of its events: their names are the handler's, a slash, and the event's declared subject.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>
    /// Gets the group: subscriptions of one group, subject and event share the deliveries. The default is null: the group of all processes
    /// that run a subscription of this name.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>Gets which subjects it takes: tokens joined by dots, some of which may be <c>*</c>. The last one is never <c>&gt;</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>
    /// Gets whether the broker keeps what is published while nobody runs the subscription, where the transport can. What one without has not
    /// taken when it stops, nobody gets. The default is true.
    /// </summary>
    public bool IsDurable { get; init; } = true;

    /// <summary>Gets how many deliveries are handled at a time.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Gets how many deliveries may wait.</summary>
    public int Capacity { get; init; } = 256;
}
