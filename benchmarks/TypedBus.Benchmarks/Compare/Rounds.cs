using System.Runtime;

namespace TypedBus.Benchmarks.Compare;

/// <summary>Measures one scenario: both sides in turn, in the same process, after the compiler has come to rest.</summary>
internal static class Rounds
{
    private const int Count = 80;
    private const int FewestWarmUps = 20;
    private const int MostWarmUps = 60;

    // So many warm-up rounds without a method compiled, and the compiler is taken to have finished.
    private const int QuietWarmUps = 5;

    private static TimeSpan Length => TimeSpan.FromMilliseconds(10);

    // Tiered compilation begins when no new method was called for 100 ms, and works in the background.
    private static TimeSpan Pause => TimeSpan.FromMilliseconds(130);

    public static Figure Measure(Scenario scenario)
    {
        var ours = new Side(scenario.RunOurs, () => scenario.OursHandled);
        var theirs = new Side(scenario.RunTheirs, () => scenario.TheirsHandled);
        WarmUp(scenario, ours, theirs);
        var batches = Batches(scenario, theirs);
        for (var round = 0; round < Count; round++)
        {
            // Who goes first changes, so that neither always finds the caches as the other left them.
            var (first, second) = round % 2 == 0 ? (ours, theirs) : (theirs, ours);
            first.Measure(batches, scenario.Batch);
            second.Measure(batches, scenario.Batch);
        }

        Check(scenario, "ours", ours);
        Check(scenario, "theirs", theirs);
        return new Figure(scenario.Name, scenario.HandsOver, ours, theirs);
    }

    private static void WarmUp(Scenario scenario, Side ours, Side theirs)
    {
        var quiet = 0;
        var compiled = 0L;
        for (var round = 0; round < FewestWarmUps || (quiet < QuietWarmUps && round < MostWarmUps); round++)
        {
            var batches = Batches(scenario, theirs);
            ours.Run(batches, scenario.Batch);
            theirs.Run(batches, scenario.Batch);
            Thread.Sleep(Pause);
            var now = JitInfo.GetCompiledMethodCount();
            quiet = now == compiled ? quiet + 1 : 0;
            compiled = now;
        }
    }

    // Both sides do the same number of events, so the number is taken from one of them.
    private static int Batches(Scenario scenario, Side side) =>
        Math.Max(1, (int)(Length / (side.Run(1, scenario.Batch) + TimeSpan.FromTicks(1))));

    private static void Check(Scenario scenario, string name, Side side)
    {
        var expected = side.Sent * scenario.HandlersOfEvent;
        if (side.Handled != expected)
        {
            throw new MiscountException($"{scenario.Name}, {name}: {side.Handled} events handled, {expected} expected.");
        }
    }
}
