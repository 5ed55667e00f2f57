using System.Runtime.CompilerServices;

namespace TypedBus.Routing;

/// <summary>A worker with a queue of its own: what stands in the queue is handled in its order.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class LaneWorker<TEvent>(Subscription<TEvent> subscription, DeliveryChannel<TEvent> queue) : Worker<TEvent>(subscription)
{
    public override async Task RunAsync()
    {
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

            // The queue's lock was taken since the last delivery was settled, as NoteIdle wants it.
            Bus.NoteIdle();
        }

        HasEnded = true;
    }

    /// <summary>Handles deliveries, one after the other, until one does not end at once, or none is left, or the worker is held.</summary>
    /// <returns>Whether one did not end at once.</returns>
    private bool HandleUntilPending(out ValueTask pending)
    {
        // One look for both a pause and the stop limit. What is published after a pause a held queue does not give, if the look was too early.
        while (!Subscription.IsHeld)
        {
            ref var delivery = ref queue.Next();
            if (Unsafe.IsNullRef(ref delivery))
            {
                break;
            }

            Take(queue, ref delivery);
            if (!TryHandle(attempt: 1, out pending))
            {
                return true;
            }
        }

        pending = default;
        return false;
    }
}
