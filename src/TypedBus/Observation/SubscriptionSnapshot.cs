namespace TypedBus;

/// <summary>What one subscription has done, at one moment.</summary>
/// <remarks>Immutable, and safe for use by several threads.</remarks>
public sealed record SubscriptionSnapshot
{
    /// <summary>Gets the name of the subscription.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the subject of the event that it takes.</summary>
    public required string Subject { get; init; }

    /// <summary>Gets the group whose members share deliveries, which is the name where it has none.</summary>
    public required string Group { get; init; }

    /// <summary>Gets how many deliveries wait in the queue. Those in hand have left it.</summary>
    public required long Depth { get; init; }

    /// <summary>
    /// Gets how many deliveries were ever accepted from publishers, those included that the full mode dropped. A dead letter that is sent back
    /// is accepted again.
    /// </summary>
    public required long Accepted { get; init; }

    /// <summary>Gets how many deliveries have ended: handled, or given up as dead letters.</summary>
    public required long Settled { get; init; }

    /// <summary>Gets how many attempts were made after a first one had failed.</summary>
    public required long Retries { get; init; }

    /// <summary>Gets how many deliveries were given up, those included that a full store of dead letters did not keep.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>
    /// Gets how many deliveries were dropped by the full mode, or when the stop limit had passed. One that a stuck handler ends after that is
    /// settled all the same.
    /// </summary>
    public required long Dropped { get; init; }

    /// <summary>Gets how many deliveries were handled well: those settled that are no dead letters.</summary>
    public long Handled => Math.Max(0, Settled - DeadLetters);
}
