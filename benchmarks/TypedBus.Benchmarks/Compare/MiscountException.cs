namespace TypedBus.Benchmarks.Compare;

/// <summary>A side did not handle just what was sent: its times mean nothing.</summary>
internal sealed class MiscountException(string message) : Exception(message);
