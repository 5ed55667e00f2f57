using System.Runtime.CompilerServices;

namespace TypedBus.Runtime;

/// <summary>Calls one handler with a delivery. The generator emits a sealed class for each handler.</summary>
/// <remarks>An invoker has no state beyond the handler and its services, and may be called by several threads at once.</remarks>
/// <typeparam name="TEvent">The type of the event that the handler takes.</typeparam>
public abstract class HandlerInvoker<TEvent>
{
    /// <summary>Calls the handler and publishes what it returns.</summary>
    /// <param name="context">The delivery.</param>
    /// <returns>A task that ends when the handler has ended and its results are published.</returns>
    public abstract ValueTask InvokeAsync(EventContext<TEvent> context);

    // The chain is composed for one handler alone, so the context that comes out at its end is always of the handler's own event.
    internal ValueTask Handle(EventContext context) => InvokeAsync(Unsafe.As<EventContext<TEvent>>(context));
}
