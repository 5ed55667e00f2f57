namespace TypedBus.AotSmoke;

/// <summary>A way to use the bus, whose bytes an event are measured.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="RunAsync">Sends that many events through the bus, and ends when they have been handled.</param>
public sealed record Shape(string Name, Func<EventBus, int, ValueTask> RunAsync)
{
    /// <summary>Gets how many events the handler takes at a time.</summary>
    public int MaxBatch { get; init; } = 1;

    /// <summary>Gets how many deliveries may wait in a queue.</summary>
    public int Capacity { get; init; } = Bursts.Size;
}
