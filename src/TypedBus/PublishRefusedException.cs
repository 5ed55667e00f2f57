namespace TypedBus;

/// <summary>An event was published when the bus had stopped, or was about to and some queues had closed.</summary>
public sealed class PublishRefusedException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    public PublishRefusedException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the remedy.</param>
    public PublishRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the remedy.</param>
    /// <param name="innerException">The cause.</param>
    public PublishRefusedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal PublishRefusedException(string message, IReadOnlyList<string> accepted, IReadOnlyList<string> missing)
        : base(message)
    {
        Accepted = accepted;
        Missing = missing;
    }

    /// <summary>Gets the names of the subscriptions that have the event.</summary>
    public IReadOnlyList<string> Accepted { get; } = [];

    /// <summary>Gets the names of the subscriptions that have it not.</summary>
    public IReadOnlyList<string> Missing { get; } = [];
}
