namespace TypedBus;

/// <summary>A publisher's token was cancelled while it waited for room in the queues of some subscriptions.</summary>
public sealed class PublishCanceledException : OperationCanceledException
{
    /// <summary>Makes the exception.</summary>
    public PublishCanceledException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the remedy.</param>
    public PublishCanceledException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the remedy.</param>
    /// <param name="innerException">The cause.</param>
    public PublishCanceledException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal PublishCanceledException(
        string message, IReadOnlyList<string> accepted, IReadOnlyList<string> missing, CancellationToken cancellationToken)
        : base(message, cancellationToken)
    {
        Accepted = accepted;
        Missing = missing;
    }

    /// <summary>Gets the names of the subscriptions that have the event. They will handle it.</summary>
    public IReadOnlyList<string> Accepted { get; } = [];

    /// <summary>Gets the names of the subscriptions that have it not.</summary>
    public IReadOnlyList<string> Missing { get; } = [];
}
