namespace TypedBus.AotSmoke;

/// <summary>Each shape of handlers has an event of its own, so that nothing else hears it.</summary>
[Event("smoke.void")]
public readonly record struct VoidEvent(long Number, long Other);

[Event("smoke.value-task")]
public readonly record struct ValueTaskEvent(long Number, long Other);

[Event("smoke.class")]
public sealed record ClassEvent(long Number);

[Event("smoke.several")]
public readonly record struct SeveralEvent(long Number, long Other);

[Event("smoke.question")]
public readonly record struct QuestionEvent(long Number);

[Event("smoke.answer")]
public readonly record struct AnswerEvent(long Number);

[Event("smoke.batched")]
public readonly record struct BatchedEvent(long Number, long Other);

[Event("smoke.queued")]
public readonly record struct QueuedEvent(long Number, long Other);

[Event("smoke.filtered.{Region}.{Speed}.{Number}")]
public readonly record struct FilteredEvent(string Region, Speed Speed, long Number);

[Event("smoke.routed.{Region}")]
public sealed record RoutedEvent(string Region) : IRouted;

public interface IRouted;

public enum Speed
{
    Slow,
    Fast,
}

/// <summary>A struct of structs: what is read of it takes no memory.</summary>
[Event("smoke.bytes")]
public readonly record struct BytesEvent(Guid Id, decimal Price, DateTime At, Speed Speed, BytesPart? Part, (int Number, double Ratio) Pair);

public readonly record struct BytesPart(int Number, long? Other);
