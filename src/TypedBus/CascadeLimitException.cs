namespace TypedBus;

/// <summary>
/// A handler published more than a queue bears: handlers that publish never wait, so the bound for what they publish is the last resort
/// against a cycle that grows. The message names the path of handlers.
/// </summary>
public sealed class CascadeLimitException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    public CascadeLimitException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the remedy.</param>
    public CascadeLimitException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the remedy.</param>
    /// <param name="innerException">The cause.</param>
    public CascadeLimitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
