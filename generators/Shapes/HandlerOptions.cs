namespace TypedBus.Shapes;

/// <summary>What <c>[Handler]</c> says. Models hold it: only plain values may stand in it.</summary>
internal sealed record HandlerOptions
{
    public string? Name { get; init; }

    public string? Group { get; init; }

    /// <summary>Gets the filter of the event's subject.</summary>
    public string? Subject { get; init; }

    public int Order { get; init; }

    public int Capacity { get; init; }

    public FullMode FullMode { get; init; }

    public int Concurrency { get; init; } = 1;

    public int MaxBatch { get; init; }

    public int LingerMilliseconds { get; init; }

    public int Attempts { get; init; }

    public bool Dispatch { get; init; } = true;
}
