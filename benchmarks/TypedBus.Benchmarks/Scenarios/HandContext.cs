namespace TypedBus.Benchmarks.Scenarios;

/// <summary>What a hand-written chain hands from one delegate to the next. One instance serves all events.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class HandContext<TEvent>
{
    public Envelope<TEvent> Envelope { get; set; }

    public CancellationToken CancellationToken { get; set; }

    public int Attempt { get; set; }
}

internal delegate ValueTask HandDelegate<TEvent>(HandContext<TEvent> context);
