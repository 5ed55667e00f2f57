namespace TypedBus.AotSmoke;

/// <summary>Measures what the whole process allocates.</summary>
public static class Meter
{
    private static object? _kept;

    /// <summary>Gives the bytes an event of a run, after a run of the same kind that warms it up.</summary>
    public static async Task<double> MeasureAsync(int events, Func<int, ValueTask> run)
    {
        await run(Math.Max(events / 10, 1));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await run(events);
        return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / events;
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
