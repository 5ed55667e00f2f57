namespace TypedBus;

/// <summary>How one delivery of a broker is settled. A transport derives from it.</summary>
/// <remarks>
/// Exactly one of its methods is called, once, or none where the process ends before. From then on the delivery is no longer under way, even
/// where the call fails: the broker may deliver it again. Until then the transport keeps the broker from giving it to others.
/// </remarks>
public abstract class TransportDelivery
{
    /// <summary>Gets how often the broker has delivered it, from 1.</summary>
    public abstract int Attempt { get; }

    /// <summary>Says that it is done.</summary>
    /// <returns>A task that ends when that has been sent, or, where the transport is set up so, when the broker has confirmed it.</returns>
    public abstract ValueTask CompleteAsync();

    /// <summary>Has the broker deliver it again.</summary>
    /// <param name="delay">How long the broker waits; zero or more.</param>
    /// <returns>A task that ends when that has been sent.</returns>
    public abstract ValueTask RetryAsync(TimeSpan delay);

    /// <summary>Stores it as a dead letter, with its bytes and headers as they came, and has the broker deliver it no more.</summary>
    /// <param name="reason">Why, and who gave up.</param>
    /// <returns>A task that ends when the dead letter is stored.</returns>
    public abstract ValueTask DeadLetterAsync(DeadLetterReason reason);
}
