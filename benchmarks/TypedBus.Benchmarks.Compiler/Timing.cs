using System.Diagnostics;

namespace TypedBus.Benchmarks.Compiler;

/// <summary>Measures two sides in turn, in one process, and keeps the best round of each: the machine has neighbours.</summary>
internal static class Timing
{
    public static (TimeSpan Ours, TimeSpan Theirs) BestOf(int rounds, Func<int, Action> prepareOurs, Func<int, Action> prepareTheirs)
    {
        var (ours, theirs) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
            {
                ours = Min(ours, Measure(prepareOurs(round)));
                theirs = Min(theirs, Measure(prepareTheirs(round)));
            }
            else
            {
                theirs = Min(theirs, Measure(prepareTheirs(round)));
                ours = Min(ours, Measure(prepareOurs(round)));
            }
        }

        return (ours, theirs);
    }

    public static TimeSpan Measure(Action run)
    {
        // What was there before is not to be collected while this runs.
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
