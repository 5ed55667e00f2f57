namespace TypedBus.Benchmarks.Scenarios;

/// <summary>An event with as much beside it as a delivery carries: what a raw channel would have to carry to know the same.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal readonly record struct Envelope<TEvent>(
    TEvent Event, Guid Id = default, long Correlation = default, object? Source = null, object? Options = null, int Position = 0);
