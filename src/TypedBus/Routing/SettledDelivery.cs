using TypedBus.Transports;

namespace TypedBus.Routing;

/// <summary>
/// Settles what came by a transport when it has been handled: before the worker counts it as done, so that a stop waits for it. Failures are the
/// worker's.
/// </summary>
internal sealed class SettledDelivery(EventDelegate next)
{
    public static EventDelegate Wrap(Subscription subscription, EventDelegate next) =>
        subscription.IsTransported ? new SettledDelivery(next).InvokeAsync : next;

    private ValueTask InvokeAsync(EventContext context)
    {
        // The broker counts from one process to the next.
        if (context.Header.Options?.Arrival?.Delivery is { } delivery && delivery.Attempt > context.Attempt)
        {
            context.Attempt = delivery.Attempt;
        }

        var handling = next(context);
        if (!handling.IsCompletedSuccessfully)
        {
            return AwaitAsync(handling, context);
        }

        handling.GetAwaiter().GetResult();
        return CompleteAsync(context);
    }

    private static async ValueTask AwaitAsync(ValueTask handling, EventContext context)
    {
        await handling.ConfigureAwait(false);
        await CompleteAsync(context).ConfigureAwait(false);
    }

    private static ValueTask CompleteAsync(EventContext context) => context.Batch is { } batch
        ? CompleteAllAsync(batch)
        : CompleteAsync(context.Header.Options?.Arrival);

    private static async ValueTask CompleteAllAsync(IBatch batch)
    {
        for (var index = 0; index < batch.Count; index++)
        {
            await CompleteAsync(batch.ArrivalOf(index)).ConfigureAwait(false);
        }
    }

    private static ValueTask CompleteAsync(Arrival? arrival) =>
        arrival?.Delivery is { } delivery ? arrival.Inlet.CompleteAsync(delivery) : default;
}
