using System.Buffers;
using NATS.Client.Core;

namespace TypedBus.Nats;

/// <summary>
/// What one subscription receives. The client calls it on the loop that reads the connection, with the bytes where they were read: nothing is copied, and
/// nothing waits in between.
/// </summary>
internal sealed class NatsFeed : NatsSubBase, IAsyncDisposable
{
    private readonly NatsTransport _transport;
    private readonly ITransportReceiver _receiver;
    private readonly HeaderReader? _headers;
    private readonly int _pendingLimit;

    // Held while the receiver is called: once it was held by who ends the feed, the receiver is called no more. Nobody waits for it but that one.
    private readonly Lock _receiving = new();
    private readonly Lock _gate = new();
    private bool _hasEnded;
    private Task? _ending;

    public NatsFeed(NatsTransport transport, NatsConnection client, TransportSubscription subscription, ITransportReceiver receiver, NatsOptions options)
        : base(client, client.SubscriptionManager, subscription.Subject, QueueGroupOf(subscription), opts: null)
    {
        (_transport, _receiver, _pendingLimit) = (transport, receiver, options.PendingLimit);
        _headers = options.Headers == NatsHeaderMode.CloudEvents ? new HeaderReader() : null;
    }

    /// <summary>Ends it when what the server has sent already has been received. A second call waits for the first.</summary>
    public override ValueTask DisposeAsync()
    {
        // One end for all who ask: the lock is held until its task is there for others to see.
        lock (_gate)
        {
            return new ValueTask(_ending ??= EndAsync());
        }
    }

    protected override ValueTask ReceiveInternalAsync(
        string subject, string? replyTo, ReadOnlySequence<byte>? headersBuffer, ReadOnlySequence<byte> payloadBuffer)
    {
        ReceiveResult result;
        lock (_receiving)
        {
            if (_hasEnded)
            {
                return default;
            }

            EventHeaders headers = default;
            if (_headers is not null && headersBuffer is { } block)
            {
                _headers.Read(in block, ref headers);
            }

            result = _receiver.Receive(ref headers, in payloadBuffer, delivery: null, _pendingLimit);
        }

        if (result == ReceiveResult.Full)
        {
            _transport.CountDropped(Subject);
        }

        return default;
    }

    // Nothing waits between the client and the receiver.
    protected override void TryComplete()
    {
    }

    private static string? QueueGroupOf(TransportSubscription subscription) =>
        (subscription.Group ?? (subscription.IsDurable ? subscription.Name : null)) is { } group
            ? Subjects.QueueGroup(group, subscription.Subject)
            : null;

    private async Task EndAsync()
    {
        await Task.Yield();
        try
        {
            // Without a connection nothing is on its way.
            if (Connection.ConnectionState == NatsConnectionState.Open)
            {
                await DrainAsync().ConfigureAwait(false);
            }

            await base.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (_receiving)
            {
                _hasEnded = true;
            }

            _transport.Remove(this);
        }
    }
}
