using TypedBus.Hosting;

namespace TypedBus;

/// <summary>Adds the middleware that settles deliveries that failed in a known way.</summary>
public static class RecovererBuilderExtensions
{
    /// <summary>
    /// Turns exceptions that are expected into handled deliveries: they are logged as a warning, and the delivery is settled.
    /// Other exceptions go on to the failure policy. Without this middleware every exception does; none ever ends a worker.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">What the middleware is added to.</param>
    /// <param name="filter">Tells which exceptions are expected. It is not asked about a cancellation that the context's token caused.</param>
    /// <param name="recover">
    /// Makes the outcome: it may publish through the context, and the delivery ends as the task that it returns. The default settles it.
    /// </param>
    /// <returns>The same builder.</returns>
    public static TBuilder UseRecoverer<TBuilder>(
        this TBuilder builder, Func<Exception, bool> filter, Func<EventContext, Exception, ValueTask>? recover = null)
        where TBuilder : MiddlewareBuilder
    {
        ArgumentNullException.ThrowIfNull(filter);
        builder.Add((services, next) =>
            new RecovererMiddleware(filter, recover, services.LoggerFor<RecovererMiddleware>(), next).InvokeAsync);
        return builder;
    }
}
