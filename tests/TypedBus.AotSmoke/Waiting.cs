namespace TypedBus.AotSmoke;

/// <summary>Waits without allocating, which no wait for a task does.</summary>
public static class Waiting
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(1);

    public static void ForHandled(long count)
    {
        var wait = default(SpinWait);
        var begun = Environment.TickCount64;
        while (Handlers.Handled < count)
        {
            // Yields, but never sleeps: a million sleeps would last for half an hour.
            wait.SpinOnce(sleep1Threshold: -1);
            if (Environment.TickCount64 - begun > _limit.TotalMilliseconds)
            {
                throw new TimeoutException($"Of {count} events {Handlers.Handled} were handled within {_limit}.");
            }
        }
    }
}
