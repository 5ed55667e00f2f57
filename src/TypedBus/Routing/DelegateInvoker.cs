using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>Calls the handler of a subscription that was added at run time.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class DelegateInvoker<TEvent>(Func<EventContext<TEvent>, ValueTask> handler) : HandlerInvoker<TEvent>
{
    public override ValueTask InvokeAsync(EventContext<TEvent> context) => handler(context);
}
