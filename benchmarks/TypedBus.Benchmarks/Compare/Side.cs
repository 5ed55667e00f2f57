using System.Diagnostics;

namespace TypedBus.Benchmarks.Compare;

/// <summary>One side of a figure, and what its rounds came to.</summary>
internal sealed class Side(Action<int> run, Func<long> handled)
{
    private readonly List<double> _rounds = [];
    private TimeSpan _processor;
    private TimeSpan _elapsed;
    private long _bytes;
    private long _events;

    /// <summary>Gets the nanoseconds an event of each round.</summary>
    public IReadOnlyList<double> Rounds => _rounds;

    public double Best => _rounds.Min();

    public double Median => _rounds.Order().ElementAt(_rounds.Count / 2);

    public long Handled => handled();

    /// <summary>Gets how many events were sent in all rounds, those of the warm-up too.</summary>
    public long Sent { get; private set; }

    public double BytesPerEvent => (double)_bytes / _events;

    /// <summary>Gets how many cores were busy: near 1 where both ends of a queue take turns on one core.</summary>
    public double Cores => _processor / _elapsed;

    /// <summary>Runs batches one after the other, and measures nothing.</summary>
    public TimeSpan Run(int batches, int events)
    {
        var start = Stopwatch.GetTimestamp();
        for (var batch = 0; batch < batches; batch++)
        {
            run(events);
        }

        Sent += (long)batches * events;
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Runs one round, and keeps what it came to.</summary>
    public void Measure(int batches, int events)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        var elapsed = Run(batches, events);
        _processor += Environment.CpuUsage.TotalTime - processor;
        _bytes += GC.GetTotalAllocatedBytes(precise: true) - bytes;
        _elapsed += elapsed;
        var count = (long)batches * events;
        _events += count;
        _rounds.Add(elapsed.TotalNanoseconds / count);
    }
}
