using System.Runtime.CompilerServices;

namespace TypedBus.Routing;

/// <summary>Calls a handler of a base type in a dispatch: it has a context of that type, beside the one of the event.</summary>
/// <typeparam name="TBase">The base type.</typeparam>
internal sealed class BaseCall<TBase>(Route route, HandlerProfile profile, EventDelegate handle)
    where TBase : class
{
    private readonly PublishOptions _options = new() { Subject = route.Source };

    // One spare for the usual case of one dispatch at a time, as a dispatcher has. Whoever takes it owns it alone.
    private EventContext<TBase>? _spare;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask InvokeAsync(EventContext outer)
    {
        var bus = route.Bus;
        var context = bus.Probe is null ? Interlocked.Exchange(ref _spare, null) : null;
        context ??= new EventContext<TBase>(bus, profile) { Services = bus.Services };

        // A dispatch has no options of a publisher's, which these would have to carry on.
        context.BeginDelivery((TBase)outer.EventObject, outer.Header with { Options = _options });
        context.DeferResultsWith(outer);
        context.BeginAttempt(1, outer.CancellationToken);
        try
        {
            await handle(context).ConfigureAwait(false);
        }
        finally
        {
            context.EndDelivery();
            if (bus.Probe is null)
            {
                Volatile.Write(ref _spare, context);
            }
            else
            {
                context.Spend();
            }
        }
    }
}
