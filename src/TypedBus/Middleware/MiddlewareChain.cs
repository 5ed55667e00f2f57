using TypedBus.Routing;

namespace TypedBus;

/// <summary>All middleware of a bus, in the order of registration, each with the handlers that it wraps.</summary>
internal sealed class MiddlewareChain(IServiceProvider services, IReadOnlyList<MiddlewareRegistration> registrations)
{
    public EventDelegate Compose(HandlerProfile profile, EventDelegate handler)
    {
        var next = handler;
        for (var index = registrations.Count - 1; index >= 0; index--)
        {
            if (registrations[index].Handlers.Matches(profile.Name))
            {
                next = registrations[index].Wrap(services, next);
            }
        }

        return next;
    }
}

/// <summary>A middleware and the handlers that it wraps.</summary>
internal sealed record MiddlewareRegistration(HandlerPattern Handlers, Func<IServiceProvider, EventDelegate, EventDelegate> Wrap);
