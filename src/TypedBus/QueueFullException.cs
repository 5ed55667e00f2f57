namespace TypedBus;

/// <summary>An event was published to a subscription whose queue was full and whose full mode is <see cref="FullMode.Fail"/>.</summary>
public sealed class QueueFullException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    public QueueFullException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the remedy.</param>
    public QueueFullException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the remedy.</param>
    /// <param name="innerException">The cause.</param>
    public QueueFullException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal QueueFullException(string message, IReadOnlyList<string> accepted, IReadOnlyList<string> missing)
        : base(message)
    {
        Accepted = accepted;
        Missing = missing;
    }

    /// <summary>Gets the names of the subscriptions that have the event, or have dropped it by their own full mode.</summary>
    public IReadOnlyList<string> Accepted { get; } = [];

    /// <summary>Gets the names of the subscriptions that have it not.</summary>
    public IReadOnlyList<string> Missing { get; } = [];
}
