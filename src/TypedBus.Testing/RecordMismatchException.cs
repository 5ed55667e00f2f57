namespace TypedBus.Testing;

/// <summary>A test asked for the one record of its kind, and there is none, or more than one. The message shows all that happened.</summary>
public sealed class RecordMismatchException : Exception
{
    /// <summary>Makes the exception.</summary>
    public RecordMismatchException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected, and what happened.</param>
    public RecordMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected, and what happened.</param>
    /// <param name="innerException">The cause.</param>
    public RecordMismatchException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
