using TypedBus;

namespace Quakes;

/// <summary>Keeps count of what is reported.</summary>
/// <remarks>
/// Each handler has a queue and a worker of its own, so the handlers of this one instance run at the same time. They need no lock, because
/// each changes a field that no other touches, and because nobody reads the fields until the bus has stopped.
/// </remarks>
public sealed class Statistics
{
    private readonly Dictionary<string, int> _quakesByNetwork = [];

    public IReadOnlyDictionary<string, int> QuakesByNetwork => _quakesByNetwork;

    public QuakeReported? Strongest { get; private set; }

    public long FeltReports { get; private set; }

    public int StrongQuakes { get; private set; }

    public int TsunamiWatches { get; private set; }

    [Handler]
    public void CountByNetwork(QuakeReported quake) =>
        _quakesByNetwork[quake.Network] = _quakesByNetwork.GetValueOrDefault(quake.Network) + 1;

    [Handler]
    public void KeepStrongest(QuakeReported quake)
    {
        // Of equals the first stays: one worker handles the quakes in the order in which they were published.
        if (Strongest is null || quake.Magnitude > Strongest.Magnitude)
        {
            Strongest = quake;
        }
    }

    [Handler]
    public void SumFeltReports(QuakeReported quake) => FeltReports += quake.FeltReports ?? 0;

    [Handler]
    public void CountStrong(StrongQuake strong) => StrongQuakes++;

    [Handler]
    public void CountWatch(TsunamiWatch watch) => TsunamiWatches++;
}
