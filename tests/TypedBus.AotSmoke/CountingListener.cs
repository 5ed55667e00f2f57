using System.Diagnostics.Metrics;

namespace TypedBus.AotSmoke;

/// <summary>Listens to all that the bus counts, and allocates nothing itself.</summary>
public sealed class CountingListener : IDisposable
{
    private const string Consumed = "messaging.client.consumed.messages";
    private const string Duration = "messaging.process.duration";

    private readonly MeterListener _listener = new();
    private long _consumed;
    private long _durations;

    public CountingListener()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "TypedBus")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };

        // Each of the two is measured by one worker at a time.
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.Name == Consumed)
            {
                _consumed += value;
            }
        });
        _listener.SetMeasurementEventCallback<double>((instrument, _, _, _) =>
        {
            if (instrument.Name == Duration)
            {
                _durations++;
            }
        });
        _listener.Start();
    }

    /// <summary>Tells whether at least so many deliveries were counted, and so many attempts timed: else nothing was measured.</summary>
    public bool HasCounted(int events, int attempts) => _consumed >= events && _durations >= attempts;

    public void Dispose() => _listener.Dispose();
}
