namespace TypedBus.Testing;

/// <summary>What a handler fails with that a test has told to fail, where the test names no exception.</summary>
public sealed class InjectedFaultException : Exception
{
    /// <summary>Makes the exception.</summary>
    public InjectedFaultException()
        : this("The test had the handler fail.")
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    public InjectedFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public InjectedFaultException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
