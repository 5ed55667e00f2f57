using System.Threading.Channels;
using TypedBus.Routing;

namespace TypedBus.Channels;

/// <content>The two ends as System.Threading.Channels has them.</content>
internal sealed partial class RingChannel<TEvent>
{
    private sealed class RingReader(RingChannel<TEvent> channel) : ChannelReader<Delivery<TEvent>>
    {
        public override bool CanCount => true;

        public override int Count => channel.Count;

        public override bool TryRead(out Delivery<TEvent> item)
        {
            item = default;
            if (!channel.HasNext())
            {
                return false;
            }

            channel.Take(ref item.Event, ref item.Header);
            return true;
        }

        // The worker waits without a token: the channel's completion ends it, and a wait that can be cancelled would allocate.
        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
            cancellationToken.CanBeCanceled
                ? throw new NotSupportedException("The reader waits without a token. Complete the channel to end it.")
                : channel.WaitToReadAsync();
    }

    private sealed class RingWriter(RingChannel<TEvent> channel) : ChannelWriter<Delivery<TEvent>>
    {
        public override bool TryWrite(Delivery<TEvent> item) => channel.WriteOrDrop(in item, beyond: 0, out _) == WriteResult.Accepted;

        public override bool TryComplete(Exception? error = null) => channel.TryComplete();

        // A channel that drops has always room.
        public override async ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
            channel.Drops
                ? !Volatile.Read(ref channel._completed)
                : Check(await channel.WaitAsync(default!, carriesItem: false, claim: null, cancellationToken).ConfigureAwait(false), cancellationToken);

        public override async ValueTask WriteAsync(Delivery<TEvent> item, CancellationToken cancellationToken = default)
        {
            var result = channel.WriteOrDrop(in item, beyond: 0, out _);
            if (result == WriteResult.Full)
            {
                result = await channel.WriteAsync(in item, cancellationToken).ConfigureAwait(false);
            }

            if (!Check(result, cancellationToken))
            {
                throw new ChannelClosedException();
            }
        }

        private static bool Check(WriteResult result, CancellationToken cancellationToken) =>
            result == WriteResult.Canceled ? throw new OperationCanceledException(cancellationToken) : result == WriteResult.Accepted;
    }
}
