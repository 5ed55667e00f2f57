using System.Diagnostics;
using System.Runtime;

namespace TypedBus.AotSmoke;

/// <summary>Measures what the whole process allocates.</summary>
public static class Meter
{
    // Longer than the compiler waits before it compiles anew what is called often.
    private static readonly TimeSpan _quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);

    private static object? _kept;

    /// <summary>Gives the bytes an event of a run, after a run of the same kind that warms it up.</summary>
    public static async Task<double> MeasureAsync(int events, Func<int, ValueTask> run)
    {
        await run(Math.Max(events / 10, 1));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await run(events);
        return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / events;
    }

    /// <summary>
    /// Runs until the compiler has come to rest, where one run to warm up is over too soon for that: code that is not optimized yet boxes what
    /// it need not.
    /// </summary>
    public static async Task SettleAsync(int events, Func<int, ValueTask> run)
    {
        var (begun, since, compiled) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), JitInfo.GetCompiledMethodCount());
        while (compiled > 0 && Stopwatch.GetElapsedTime(since) < _quiet && Stopwatch.GetElapsedTime(begun) < _longest)
        {
            await run(events);
            if (compiled != JitInfo.GetCompiledMethodCount())
            {
                (since, compiled) = (Stopwatch.GetTimestamp(), JitInfo.GetCompiledMethodCount());
            }
        }
    }

    /// <summary>Allocates what is known to be 24 bytes each: a header, a type and one word.</summary>
    public static ValueTask AllocateAsync(int objects)
    {
        for (var count = 0; count < objects; count++)
        {
            // Kept, so that no compiler may leave it out or put it on the stack.
            Volatile.Write(ref _kept, new object());
        }

        return default;
    }
}
