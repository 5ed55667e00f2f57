namespace TypedBus.Conformance;

/// <summary>A carrier does not do what it should.</summary>
/// <param name="message">What it should do, and what it did.</param>
/// <param name="innerException">What went wrong where nothing should, or null.</param>
public sealed class ConformanceException(string message, Exception? innerException = null) : Exception(message, innerException);
