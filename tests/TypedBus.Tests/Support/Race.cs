using System.Collections.Concurrent;

namespace TypedBus.Tests.Support;

/// <summary>
/// A race, run in many rounds with varied timing. Each of its outcomes must occur, or it was none; no round may hang, and no task may fail
/// without anybody seeing it.
/// </summary>
internal static class Race
{
    // Only a round that hangs ever takes so long.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs the rounds.</summary>
    /// <param name="output">Is told how often each outcome occurred.</param>
    /// <param name="outcomes">All that may come out.</param>
    /// <param name="round">One round: it is given a source of chance, which it uses from one thread, and says what came out.</param>
    public static async Task Run(ITestOutputHelper output, string[] outcomes, Func<Random, Task<string>> round)
    {
        var rounds = TestRun.Long ? 20_000 : 2_000;
        var counts = outcomes.ToDictionary(static outcome => outcome, static _ => 0);
        var unobserved = new ConcurrentQueue<Exception>();

        // Whatever the process runs beside this is heard too: what a failed assertion elsewhere leaves behind is told there.
        void Observe(object? sender, UnobservedTaskExceptionEventArgs failure)
        {
            if (failure.Exception.Flatten().InnerExceptions.Any(static inner => inner.GetType().Namespace != "Xunit.Sdk"))
            {
                unobserved.Enqueue(failure.Exception);
            }
        }

        TaskScheduler.UnobservedTaskException += Observe;
        try
        {
            for (var number = 0; number < rounds; number++)
            {
                var random = new Random(number);
                counts[await Task.Run(() => round(random)).WaitAsync(_patience)]++;
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Observe;
        }

        var told = $"{rounds} rounds: " + string.Join(", ", counts.Select(static count => $"{count.Key} {count.Value}"));
        output.WriteLine(told);
        Assert.Empty(unobserved);
        Assert.True(counts.Values.All(static count => count > 0), told);
    }

    /// <summary>Chooses how long to dawdle: often not at all, and up to some dozens of microseconds, short ones as likely as long ones.</summary>
    public static int Delay(Random random) => (1 << random.Next(13)) - 1;

    /// <summary>Dawdles without leaving the thread, and leaves it once where nothing was chosen.</summary>
    public static async ValueTask Dawdle(int delay)
    {
        if (delay == 0)
        {
            await Task.Yield();
        }

        Thread.SpinWait(delay);
    }
}
