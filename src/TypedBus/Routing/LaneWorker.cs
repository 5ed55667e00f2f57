using TypedBus.Channels;

namespace TypedBus.Routing;

/// <summary>A worker with a queue of its own: what stands in the queue is handled in its order.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class LaneWorker<TEvent>(Subscription<TEvent> subscription, RingChannel<TEvent> queue) : Worker<TEvent>(subscription)
{
    public override async Task RunAsync()
    {
        // From here on on the thread pool: whoever starts it holds a lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (await queue.WaitToReadAsync().ConfigureAwait(false))
        {
            while (HandleUntilPending(out var pending))
            {
                await pending.ConfigureAwait(false);
            }

            if (!await MayGoOnAsync().ConfigureAwait(false))
            {
                break;
            }

            Context.EndDelivery();

            // Between what was settled and the look at whether somebody waits for that, as NoteIdle wants it.
            Interlocked.MemoryBarrier();
            Bus.NoteIdle();
        }

        HasEnded = true;
    }

    /// <summary>Handles deliveries, one after the other, until one does not end at once, or none is left, or the worker is held.</summary>
    /// <returns>Whether one did not end at once.</returns>
    private bool HandleUntilPending(out ValueTask pending)
    {
        while (true)
        {
            // One look for both a pause and the stop limit. In this order: what is published after a pause is seen only by who sees the pause.
            if (!queue.HasNext() || Subscription.IsHeld)
            {
                break;
            }

            Take(queue);
            if (!TryHandle(attempt: 1, out pending))
            {
                return true;
            }
        }

        pending = default;
        return false;
    }
}
