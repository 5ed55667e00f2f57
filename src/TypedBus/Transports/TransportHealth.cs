namespace TypedBus;

/// <summary>How a transport is at the moment.</summary>
/// <param name="Status">The state.</param>
/// <param name="Description">What the state is about, in one sentence.</param>
public sealed record TransportHealth(TransportStatus Status, string Description);

/// <summary>The state of a transport.</summary>
public enum TransportStatus
{
    /// <summary>The broker cannot be reached, or the transport has not started.</summary>
    Down,

    /// <summary>It carries events, and something has been lost or delayed lately.</summary>
    Degraded,

    /// <summary>It carries events.</summary>
    Up,
}
