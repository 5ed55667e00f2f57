using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>
/// Nested delegates as a user would write them who wants what the bus's middlewares do, and wants it fast: no state machine where the handler
/// ends at once, and one source of time limits that is used again.
/// </summary>
internal static class HandMiddleware
{
    /// <summary>A limiter that always has a permit, and counts all the same.</summary>
    public static RateLimiter Limiter() => new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
    {
        TokenLimit = int.MaxValue,
        TokensPerPeriod = int.MaxValue,
        ReplenishmentPeriod = TimeSpan.FromHours(1),
        AutoReplenishment = false,
    });

    public static HandDelegate<TEvent> Correlate<TEvent>(ILogger logger, HandDelegate<TEvent> next) => context =>
    {
        var scope = logger.BeginScope(context);
        try
        {
            return EndWith(next(context), scope);
        }
        catch
        {
            scope?.Dispose();
            throw;
        }
    };

    public static HandDelegate<TEvent> Limit<TEvent>(TimeSpan limit, HandDelegate<TEvent> next)
    {
        var source = new CancellationTokenSource();
        return context =>
        {
            var outer = context.CancellationToken;
            source.CancelAfter(limit);
            var link = outer.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
            context.CancellationToken = source.Token;
            try
            {
                var task = next(context);
                if (!task.IsCompletedSuccessfully)
                {
                    throw new NotSupportedException("The handlers of these figures end at once.");
                }

                return task;
            }
            finally
            {
                context.CancellationToken = outer;
                link.Dispose();
                if (!source.TryReset())
                {
                    source = new CancellationTokenSource();
                }
            }
        };
    }

    public static HandDelegate<TEvent> Throttle<TEvent>(RateLimiter limiter, HandDelegate<TEvent> next) => context =>
    {
        var lease = limiter.AttemptAcquire();
        if (!lease.IsAcquired)
        {
            throw new InvalidOperationException("There are permits for all.");
        }

        try
        {
            return EndWith(next(context), lease);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    };

    public static HandDelegate<TEvent> Recover<TEvent>(HandDelegate<TEvent> next) => context =>
    {
        try
        {
            var task = next(context);
            return task.IsCompletedSuccessfully ? task : RecoverAsync(task);
        }
        catch (FormatException)
        {
            return default;
        }
    };

    public static HandDelegate<TEvent> Retry<TEvent>(int attempts, HandDelegate<TEvent> next) => context =>
    {
        context.Attempt = 1;
        try
        {
            var task = next(context);
            return task.IsCompletedSuccessfully ? task : RetryAsync(task, attempts, context, next);
        }
        catch (Exception exception)
        {
            return RetryAsync(ValueTask.FromException(exception), attempts, context, next);
        }
    };

    private static ValueTask EndWith(ValueTask task, IDisposable? held)
    {
        if (!task.IsCompletedSuccessfully)
        {
            return EndWithAsync(task, held);
        }

        held?.Dispose();
        return task;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask EndWithAsync(ValueTask task, IDisposable? held)
    {
        using (held)
        {
            await task.ConfigureAwait(false);
        }
    }

    private static async ValueTask RecoverAsync(ValueTask task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (FormatException)
        {
        }
    }

    private static async ValueTask RetryAsync<TEvent>(
        ValueTask task, int attempts, HandContext<TEvent> context, HandDelegate<TEvent> next)
    {
        while (true)
        {
            try
            {
                await task.ConfigureAwait(false);
                return;
            }
            catch (Exception) when (context.Attempt < attempts)
            {
                await Task.Delay(100).ConfigureAwait(false);
            }

            context.Attempt++;
            task = next(context);
        }
    }
}
