using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace TypedBus;

/// <summary>Adds the middleware that limits how often handlers run.</summary>
public static class ThrottleBuilderExtensions
{
    /// <summary>
    /// Lets so many attempts run in a period, evenly spaced. All handlers that this registration wraps share the permits. An attempt that
    /// must wait ends its wait when the context's token is cancelled.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">What the middleware is added to.</param>
    /// <param name="permits">How many attempts may run in a period; at least 1.</param>
    /// <param name="period">The period; more than zero.</param>
    /// <param name="burst">How many may run at once after a pause; at least 1. The default is 1: none is saved up.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is less than 1, or the period not more than zero.</exception>
    public static TBuilder UseThrottle<TBuilder>(this TBuilder builder, int permits, TimeSpan period, int burst = 1)
        where TBuilder : MiddlewareBuilder
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(burst, 1);
        ThrottleLimiter? limiter = null;
        builder.Add((services, next) =>
            new ThrottleMiddleware(limiter ??= new ThrottleLimiter(permits, period, burst, services.GetRequiredService<EventBus>().WaitTime), next).InvokeAsync);
        return builder;
    }

    /// <summary>
    /// Has each attempt wait for a permit of a rate limiter, and hold it until it has ended. All handlers that this registration wraps
    /// share the limiter. An attempt to which the limiter refuses a permit fails.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">What the middleware is added to.</param>
    /// <param name="limiter">The limiter. The bus does not dispose of it.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder UseThrottle<TBuilder>(this TBuilder builder, RateLimiter limiter)
        where TBuilder : MiddlewareBuilder
    {
        ArgumentNullException.ThrowIfNull(limiter);
        builder.Add((_, next) => new ThrottleMiddleware(limiter, next).InvokeAsync);
        return builder;
    }
}
