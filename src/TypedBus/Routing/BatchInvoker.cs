using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>Has a handler of batches stand among those of single events. Only a dispatch calls it so: the batch is then of one event.</summary>
/// <typeparam name="TEvent">The type of the events.</typeparam>
internal sealed class BatchInvoker<TEvent>(HandlerInvoker<IReadOnlyList<TEvent>> invoker) : HandlerInvoker<TEvent>
{
    /// <summary>Gets what calls the handler with a batch.</summary>
    public HandlerInvoker<IReadOnlyList<TEvent>> Invoker { get; } = invoker;

    public override ValueTask InvokeAsync(EventContext<TEvent> context) => Invoker.InvokeAsync(context.ToBatch());
}
