namespace TypedBus;

/// <summary>A transport could not do what it was asked for. The message names the cause and the remedy.</summary>
/// <param name="message">The cause and the remedy.</param>
/// <param name="innerException">What the broker's client said, or null.</param>
public sealed class TransportException(string message, Exception? innerException = null) : Exception(message, innerException);
