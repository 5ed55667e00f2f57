using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace TypedBus.Tests.Observation;

/// <summary>One measurement, with its tags.</summary>
public sealed record Measured(Meter Meter, string Name, double Value, IReadOnlyDictionary<string, object?> Tags);

/// <summary>Listens to the meter from outside, and keeps what bears a tag of one value: other tests measure at the same time.</summary>
public sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measured> _all = [];
    private readonly ConcurrentQueue<Meter> _ended = [];

    public Measurements(string tag, string value, Func<Instrument, bool>? choose = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "TypedBus" && choose?.Invoke(instrument) != false)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, tags, _) => Keep(instrument, measurement, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, measurement, tags, _) => Keep(instrument, measurement, tags));
        _listener.MeasurementsCompleted = (instrument, _) => _ended.Enqueue(instrument.Meter);
        _listener.Start();

        void Keep(Instrument instrument, double measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var known = new Dictionary<string, object?>(tags.ToArray());
            if (Equals(known.GetValueOrDefault(tag), value))
            {
                _all.Enqueue(new Measured(instrument.Meter, instrument.Name, measurement, known));
            }
        }
    }

    /// <summary>Gets the meters that have been disposed of.</summary>
    public IEnumerable<Meter> Ended => _ended;

    public IReadOnlyList<Measured> Of(string instrument) => [.. _all.Where(measured => measured.Name == instrument)];

    public double Sum(string instrument) => Of(instrument).Sum(static measured => measured.Value);

    /// <summary>Has the gauges measure.</summary>
    public void Look() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();
}
