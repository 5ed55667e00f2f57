using Microsoft.Extensions.DependencyInjection;

namespace TypedBus;

/// <summary>Adds middleware, to all handlers or to some.</summary>
/// <remarks>
/// Middleware wraps a handler in the order of registration, those of all handlers and those of one handler in one line: the first is
/// outermost. It is composed once, when the bus starts. Each attempt of a delivery runs through all of it.
/// </remarks>
public abstract class MiddlewareBuilder
{
    private protected MiddlewareBuilder()
    {
    }

    /// <summary>Adds a middleware: a function from what comes next to what wraps it.</summary>
    /// <param name="middleware">Called once for each handler that it wraps, when the bus starts.</param>
    /// <returns>This builder.</returns>
    public MiddlewareBuilder Use(Func<EventDelegate, EventDelegate> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        Add((_, next) => middleware(next));
        return this;
    }

    /// <summary>Adds a middleware class. It is taken from the services, where it must be registered.</summary>
    /// <typeparam name="TMiddleware">The type of the class.</typeparam>
    /// <returns>This builder.</returns>
    public MiddlewareBuilder Use<TMiddleware>()
        where TMiddleware : class, IEventMiddleware =>
        Use(static services => services.GetRequiredService<TMiddleware>());

    /// <summary>Adds a middleware class.</summary>
    /// <typeparam name="TMiddleware">The type of the class.</typeparam>
    /// <param name="create">Makes the one instance, when the bus starts.</param>
    /// <returns>This builder.</returns>
    public MiddlewareBuilder Use<TMiddleware>(Func<IServiceProvider, TMiddleware> create)
        where TMiddleware : class, IEventMiddleware
    {
        ArgumentNullException.ThrowIfNull(create);
        TMiddleware? instance = null;
        Add((services, next) =>
        {
            var middleware = instance ??= create(services);
            return context => middleware.InvokeAsync(context, next);
        });
        return this;
    }

    /// <summary>Adds a function from services and what comes next to what wraps it.</summary>
    internal abstract void Add(Func<IServiceProvider, EventDelegate, EventDelegate> middleware);
}
