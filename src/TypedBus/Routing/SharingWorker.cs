using TypedBus.Channels;
using TypedBus.Transports;

namespace TypedBus.Routing;

/// <summary>
/// One of several workers who share a queue, since their event has no order key: each takes the next delivery when it is free. A delivery
/// that must wait long for its next attempt waits without a worker.
/// </summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class SharingWorker<TEvent>(Subscription<TEvent> subscription, RingChannel<TEvent> queue, Turn turn)
    : Worker<TEvent>(subscription)
{
    // A delay up to this is not worth the way back through the queue.
    private static readonly TimeSpan _longDelay = TimeSpan.FromSeconds(1);

    private readonly ReadSignal _ticket = new();

    public override async Task RunAsync()
    {
        // From here on on the thread pool: whoever starts it holds a lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (true)
        {
            await turn.EnterAsync(_ticket).ConfigureAwait(false);
            if (!await queue.WaitToReadAsync().ConfigureAwait(false))
            {
                break;
            }

            var hasTaken = TryTake();
            var goesOn = hasTaken || await MayGoOnAsync().ConfigureAwait(false);
            if (!goesOn)
            {
                break;
            }

            turn.Leave();
            if (!hasTaken)
            {
                continue;
            }

            var attempt = Math.Max(1, Context.Header.Options?.Attempt ?? 0);
            if (attempt > 1)
            {
                Subscription.Observer.CountRetry();
            }

            if (!TryHandle(attempt, out var pending))
            {
                await pending.ConfigureAwait(false);
            }

            if (HasAbandoned)
            {
                HasEnded = true;
                return;
            }

            Context.EndDelivery();

            // Between what was settled and the look at whether somebody waits for that, as NoteIdle wants it.
            Interlocked.MemoryBarrier();
            Bus.NoteIdle();
        }

        HasEnded = true;
        turn.Leave();
    }

    private bool TryTake()
    {
        // In this order: what is published after a pause is seen only by who sees the pause.
        if (!queue.HasNext() || Subscription.IsHeld)
        {
            return false;
        }

        Take(queue);
        return true;
    }

    protected override ValueTask<bool> WaitAsync(TimeSpan delay)
    {
        if (Context.Header.Options?.Arrival is { Delivery: { } settlement } arrival)
        {
            return ReturnAsync(arrival, settlement, delay);
        }

        if (delay <= _longDelay)
        {
            return base.WaitAsync(delay);
        }

        Delivery<TEvent> delivery;
        delivery.Event = Context.Event;
        delivery.Header = Context.Header;
        delivery.Header.Options = (Context.Header.Options ?? new PublishOptions()) with { Attempt = Context.Attempt + 1 };
        return new ParkedDelivery<TEvent>(Subscription, in delivery).TryStart(delay) ? new ValueTask<bool>(false) : base.WaitAsync(delay);
    }

    // The broker waits, and counts: what comes next may come to another process. A delivery is settled here when it is back there.
    private async ValueTask<bool> ReturnAsync(Arrival arrival, TransportDelivery settlement, TimeSpan delay)
    {
        await arrival.Inlet.RetryAsync(settlement, delay).ConfigureAwait(false);
        Settle();
        return false;
    }
}
