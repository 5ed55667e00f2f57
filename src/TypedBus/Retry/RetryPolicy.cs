using TypedBus.Routing;

namespace TypedBus;

/// <summary>The failure policy of one subscription.</summary>
internal sealed class RetryPolicy(RetryOptions options)
{
    public int Attempts => options.Attempts;

    /// <summary>Tells whether the policy is what other options say.</summary>
    public bool Follows(RetryOptions other) =>
        (options.Attempts, options.Delay, options.MaxDelay, options.Factor, options.Jitter)
            == (other.Attempts, other.Delay, other.MaxDelay, other.Factor, other.Jitter)
        && options.Filter == other.Filter && options.OnRetry == other.OnRetry;

    /// <summary>Decides whether a failed delivery is tried again, and when. Whoever wants to know is told.</summary>
    /// <returns>Whether there is to be another attempt.</returns>
    public bool TryPlan(EventContext context, Exception failure, EventBus bus, out TimeSpan delay)
    {
        delay = default;
        if (context.Attempt >= options.Attempts || !IsWorthAnother(context, failure, bus))
        {
            return false;
        }

        delay = DelayAfter(context.Attempt, bus.Probe is null ? Random.Shared.NextDouble() : 0.5);
        Tell(context, failure, delay, bus);
        return true;
    }

    /// <summary>Reckons the delay after an attempt.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="chance">A number from 0 to 1 that places the delay within the jitter.</param>
    internal TimeSpan DelayAfter(int attempt, double chance)
    {
        var reckoned = options.Delay.TotalMilliseconds * Math.Pow(options.Factor, attempt - 1);
        var jittered = reckoned * (1 + (options.Jitter * ((2 * chance) - 1)));
        return TimeSpan.FromMilliseconds(Math.Min(jittered, options.MaxDelay.TotalMilliseconds));
    }

    private void Tell(EventContext context, Exception failure, TimeSpan delay, EventBus bus)
    {
        using var scope = bus.Logger.BeginScope(context.LogScope);
        Log.Retrying(bus.Logger, failure, context.Handler, context.Attempt, delay);
        try
        {
            options.OnRetry?.Invoke(context, failure, delay);
        }
        catch (Exception exception)
        {
            Log.CallbackFailed(bus.Logger, exception, nameof(RetryOptions.OnRetry), context.Handler);
        }
    }

    // A filter that throws has not said yes: the delivery becomes a dead letter, and the log says why.
    private bool IsWorthAnother(EventContext context, Exception failure, EventBus bus)
    {
        try
        {
            return options.Filter(failure);
        }
        catch (Exception exception)
        {
            Log.CallbackFailed(bus.Logger, exception, nameof(RetryOptions.Filter), context.Handler);
            return false;
        }
    }
}
