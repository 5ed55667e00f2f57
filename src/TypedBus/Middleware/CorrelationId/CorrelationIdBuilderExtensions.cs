using TypedBus.Hosting;

namespace TypedBus;

/// <summary>Adds the middleware that names a delivery in the log.</summary>
public static class CorrelationIdBuilderExtensions
{
    /// <summary>
    /// Puts the event's identifier, the correlation and the handler's name into the scope of all that is logged while a handler runs.
    /// Add it first, so that other middleware logs within it. Correlation is carried from cause to effect without it, too.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">What the middleware is added to.</param>
    /// <returns>The same builder.</returns>
    public static TBuilder UseCorrelationId<TBuilder>(this TBuilder builder)
        where TBuilder : MiddlewareBuilder
    {
        builder.Add(static (services, next) => new CorrelationIdMiddleware(services.LoggerFor<CorrelationIdMiddleware>(), next).InvokeAsync);
        return builder;
    }
}
