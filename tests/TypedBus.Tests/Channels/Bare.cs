using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using TypedBus.Channels;
using TypedBus.Routing;

namespace TypedBus.Tests.Channels;

/// <summary>Writes and reads bare items. Every other one has something beside it, so that both kinds meet in the same queue.</summary>
internal static class Bare
{
    private static readonly PublishOptions _beside = new() { Key = "beside" };
    private static int _turn;

    public static WriteResult TryWrite<T>(this RingChannel<T> channel, in T item, int beyond = 0) => channel.TryWrite(Wrap(in item), beyond);

    public static ValueTask<WriteResult> WriteAsync<T>(this RingChannel<T> channel, in T item, CancellationToken cancellationToken) =>
        channel.WriteAsync(Wrap(in item), cancellationToken);

    public static WriteResult WriteOrDrop<T>(this RingChannel<T> channel, in T item, int beyond, out int dropped) =>
        channel.WriteOrDrop(Wrap(in item), beyond, out dropped);

    public static bool TryRead<T>(this RingChannel<T> channel, [MaybeNullWhen(false)] out T item)
    {
        var isRead = channel.Reader.TryRead(out var delivery);
        item = delivery.Event;
        return isRead;
    }

    /// <summary>Shows the queue as a channel of what it carries.</summary>
    public static Channel<T> AsChannel<T>(this RingChannel<T> channel) => new BareChannel<T>(channel);

    private static Delivery<T> Wrap<T>(in T item) => new()
    {
        Event = item,
        Header = DeliveryHeader.Begin(Interlocked.Increment(ref _turn) % 2 == 0 ? _beside : null),
    };

    private sealed class BareChannel<T> : Channel<T>
    {
        public BareChannel(RingChannel<T> channel) => (Reader, Writer) = (new BareReader(channel), new BareWriter(channel.Writer));

        private sealed class BareReader(RingChannel<T> channel) : ChannelReader<T>
        {
            public override bool CanCount => true;

            public override int Count => channel.Count;

            public override bool TryRead([MaybeNullWhen(false)] out T item) => channel.TryRead(out item);

            public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
                channel.Reader.WaitToReadAsync(cancellationToken);
        }

        private sealed class BareWriter(ChannelWriter<Delivery<T>> writer) : ChannelWriter<T>
        {
            public override bool TryWrite(T item) => writer.TryWrite(Wrap(in item));

            public override bool TryComplete(Exception? error = null) => writer.TryComplete(error);

            public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
                writer.WaitToWriteAsync(cancellationToken);

            public override ValueTask WriteAsync(T item, CancellationToken cancellationToken = default) =>
                writer.WriteAsync(Wrap(in item), cancellationToken);
        }
    }
}
