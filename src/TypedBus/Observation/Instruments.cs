using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace TypedBus.Observation;

/// <summary>The instruments of one bus, in a meter named <c>TypedBus</c>.</summary>
/// <remarks>Safe for use by several threads. An instrument that nobody listens to costs a look at a field.</remarks>
internal sealed class Instruments
{
    public const string MeterName = "TypedBus";

    private const string Messages = "{message}";

    // As the conventions advise for a duration in seconds.
    private static readonly InstrumentAdvice<double> _seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private readonly Meter? _owned;
    private readonly ConcurrentDictionary<Type, Tag[]> _unheardTags = [];
    private readonly Counter<long> _unheard;

    /// <summary>Makes the instruments: in a meter of the factory's, which disposes of it, or else in one of their own.</summary>
    public Instruments(IMeterFactory? factory, Func<IEnumerable<Measurement<long>>> depths)
    {
        var meter = factory?.Create(MeterName) ?? (_owned = new Meter(MeterName));
        Sent = meter.CreateCounter<long>("messaging.client.sent.messages", Messages, "Events published, each once.");
        Consumed = meter.CreateCounter<long>("messaging.client.consumed.messages", Messages, "Deliveries handed to a handler, each once.");
        Duration = meter.CreateHistogram("messaging.process.duration", "s", "Duration of an attempt to handle a delivery.", tags: null, _seconds);
        Failures = meter.CreateCounter<long>("typedbus.failures", "{attempt}", "Attempts that failed.");
        Retries = meter.CreateCounter<long>("typedbus.retries", "{attempt}", "Attempts after the first.");
        DeadLetters = meter.CreateCounter<long>("typedbus.dead_letters", Messages, "Deliveries that were given up.");
        Lost = meter.CreateCounter<long>("typedbus.dead_letters.lost", Messages, "Dead letters that a full store did not keep.");
        Dropped = meter.CreateCounter<long>("typedbus.dropped", Messages, "Deliveries dropped by the full mode, or when the stop limit had passed.");
        _unheard = meter.CreateCounter<long>("typedbus.unheard", Messages, "Events that nobody handles.");
        meter.CreateObservableGauge("typedbus.queue.depth", depths, Messages, "Deliveries that wait in the queue.");
    }

    public Counter<long> Sent { get; }

    public Counter<long> Consumed { get; }

    public Histogram<double> Duration { get; }

    public Counter<long> Failures { get; }

    public Counter<long> Retries { get; }

    public Counter<long> DeadLetters { get; }

    public Counter<long> Lost { get; }

    public Counter<long> Dropped { get; }

    public void CountUnheard(Type type)
    {
        if (_unheard.Enabled)
        {
            _unheard.Add(1, _unheardTags.GetOrAdd(type, Tags.OfUnheard));
        }
    }

    /// <summary>Disposes of an own meter when the bus has stopped, so that what a stop drops is still counted.</summary>
    public void DisposeAfter(Task stop)
    {
        if (_owned is not null)
        {
            stop.ContinueWith(
                static (_, meter) => ((Meter)meter!).Dispose(),
                _owned,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }
}
