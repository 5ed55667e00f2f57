using TypedBus.Runtime;
using TypedBus.Subjects;

namespace TypedBus.Routing;

/// <summary>Makes the dispatcher of an event, when it is first needed.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class DispatcherSource<TEvent>(
    Func<IServiceProvider, EventDispatcher<TEvent>>? generated, EventSubject<TEvent> subject, IReadOnlyList<DispatchedHandler> handlers)
{
    /// <summary>
    /// Gives the generated dispatcher where it calls just the handlers that this bus runs; else one over the list of them.
    /// </summary>
    public EventDispatcher<TEvent> Make(Route route) =>
        generated is not null
            ? generated(route.Bus.Services)
            : new HandlerListDispatcher<TEvent>(
                route.Bus, subject, [.. handlers.Select(handler => (handler.Profile, handler.Create(route), handler.Filter))]);
}
