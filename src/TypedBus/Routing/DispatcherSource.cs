using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>Makes the dispatcher of an event, when it is first needed.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class DispatcherSource<TEvent>(
    Func<IServiceProvider, EventDispatcher<TEvent>>? generated,
    IReadOnlyList<(HandlerProfile Profile, Func<IServiceProvider, HandlerInvoker<TEvent>> Create)> handlers)
{
    /// <summary>
    /// Gives the generated dispatcher where it calls just the handlers that this bus runs; else one over the list of them.
    /// </summary>
    public EventDispatcher<TEvent> Make(EventBus bus) =>
        generated is not null
            ? generated(bus.Services)
            : new HandlerListDispatcher<TEvent>(
                bus, [.. handlers.Select(handler => (handler.Profile, ScopedDelivery.Wrap(handler.Profile, bus.Services, handler.Create(bus.Services).Handle)))]);
}
