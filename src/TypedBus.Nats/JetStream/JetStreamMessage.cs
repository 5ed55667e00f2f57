namespace TypedBus.Nats;

/// <summary>A message as a stream keeps it.</summary>
/// <param name="Subject">The subject that it was published to.</param>
/// <param name="Sequence">Its place in the stream.</param>
/// <param name="Time">When it was stored.</param>
/// <param name="Headers">Its headers. Names are compared without regard to case.</param>
/// <param name="Body">Its bytes.</param>
public sealed record JetStreamMessage(
    string Subject, ulong Sequence, DateTimeOffset Time, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
