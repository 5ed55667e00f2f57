using TypedBus.Hosting;

namespace TypedBus;

/// <summary>Adds the middleware that limits how long an attempt takes.</summary>
public static class TimeoutBuilderExtensions
{
    /// <summary>
    /// Cancels the context's token when an attempt has taken too long. The limit is cooperative: the handler must watch its token, and
    /// nothing is abandoned while it runs. A handler that ends cancelled after the limit fails with a <see cref="TimeoutException"/>.
    /// Each attempt has a fresh token.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">What the middleware is added to.</param>
    /// <param name="limit">How long an attempt may take; more than zero.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not more than zero.</exception>
    public static TBuilder UseTimeout<TBuilder>(this TBuilder builder, TimeSpan limit)
        where TBuilder : MiddlewareBuilder
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        builder.Add((services, next) => new TimeoutMiddleware(limit, services.Time(), next).InvokeAsync);
        return builder;
    }
}
