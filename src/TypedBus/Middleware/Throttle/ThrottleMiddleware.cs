using System.Runtime.CompilerServices;
using System.Threading.RateLimiting;

namespace TypedBus;

/// <summary>Has each attempt wait for a permit of a rate limiter, which it holds until it has ended.</summary>
internal sealed class ThrottleMiddleware(RateLimiter limiter, EventDelegate next)
{
    public ValueTask InvokeAsync(EventContext context)
    {
        var lease = limiter.AttemptAcquire();
        return lease.IsAcquired ? RunAsync(context, lease) : WaitAsync(context, lease);
    }

    private ValueTask RunAsync(EventContext context, RateLimitLease lease)
    {
        ValueTask task;
        try
        {
            task = next(context);
        }
        catch
        {
            lease.Dispose();
            throw;
        }

        if (!task.IsCompletedSuccessfully)
        {
            return AwaitAsync(task, lease);
        }

        task.GetAwaiter().GetResult();
        lease.Dispose();
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitAsync(EventContext context, RateLimitLease refused)
    {
        refused.Dispose();
        var lease = await limiter.AcquireAsync(1, context.CancellationToken).ConfigureAwait(false);
        if (!lease.IsAcquired)
        {
            lease.Dispose();
            throw new InvalidOperationException(
                $"The rate limiter gave handler '{context.Handler}' no permit. Let more deliveries wait in its queue, or permit more of them.");
        }

        await RunAsync(context, lease).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask AwaitAsync(ValueTask task, RateLimitLease lease)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        finally
        {
            lease.Dispose();
        }
    }
}
