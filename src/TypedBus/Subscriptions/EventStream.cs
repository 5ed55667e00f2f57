using System.Threading.Channels;

namespace TypedBus;

/// <summary>The events of one type as they are published. Each enumeration is a subscription of its own.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class EventStream<TEvent>(EventBus bus, int capacity, FullMode fullMode, CancellationToken cancellationToken) : IAsyncEnumerable<TEvent>
{
    private static int _count;

    public IAsyncEnumerator<TEvent> GetAsyncEnumerator(CancellationToken enumeration = default) =>
        new Enumerator(bus, capacity, fullMode, cancellationToken, enumeration);

    /// <summary>
    /// Takes events from its subscription one by one: the queue of the subscription is the buffer, and its handler waits until the event is
    /// taken. So what is taken is settled, and what is not taken counts as queued or in hand.
    /// </summary>
    private sealed class Enumerator : IAsyncEnumerator<TEvent>
    {
        private readonly CancellationTokenSource _cancellation;
        private readonly Channel<TEvent> _hand = Channel.CreateBounded<TEvent>(1);
        private readonly EventSubscription _subscription;

        public Enumerator(EventBus bus, int capacity, FullMode fullMode, CancellationToken first, CancellationToken second)
        {
            var name = $"{TypeNames.Of(typeof(TEvent))}.{nameof(EventBus.SubscribeAsync)}.{Interlocked.Increment(ref _count)}";
            _subscription = bus.Subscribe<TEvent>(name, HandAsync, options =>
                (options.Capacity, options.FullMode, options.IsDurable) = (capacity, fullMode, false));
            _cancellation = CancellationTokenSource.CreateLinkedTokenSource(first, second);
            _ = CompleteAfterAsync(_subscription.Stopped);
        }

        public TEvent Current { get; private set; } = default!;

        public async ValueTask<bool> MoveNextAsync()
        {
            while (await _hand.Reader.WaitToReadAsync(_cancellation.Token).ConfigureAwait(false))
            {
                if (_hand.Reader.TryRead(out var next))
                {
                    Current = next;
                    return true;
                }
            }

            return false;
        }

        public async ValueTask DisposeAsync()
        {
            // What is still buffered, nobody wants: its deliveries end at once.
            _hand.Writer.TryComplete();
            _cancellation.Dispose();
            await _subscription.StopAsync().ConfigureAwait(false);
        }

        private async ValueTask HandAsync(EventContext<TEvent> context)
        {
            if (!_hand.Writer.TryWrite(context.Event))
            {
                return;
            }

            try
            {
                await _hand.Writer.WaitToWriteAsync(context.CancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!_hand.Reader.TryRead(out _))
            {
                // It was taken just before the stop limit.
            }
        }

        private async Task CompleteAfterAsync(Task stopped)
        {
            await stopped.ConfigureAwait(false);
            _hand.Writer.TryComplete();
        }
    }
}
