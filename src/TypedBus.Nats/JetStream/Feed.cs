using System.Buffers;
using System.Collections.Concurrent;
using NATS.Client.Core;
using NATS.Client.JetStream.Models;

namespace TypedBus.Nats.JetStream;

/// <summary>One subscription: pulls deliveries, hands them to the receiver, and settles them.</summary>
/// <remarks>
/// Deliveries are read on the thread that reads from the socket, and settled by any thread. When it has ended, what was taken can still be settled.
/// </remarks>
internal sealed class Feed : IAsyncDisposable
{
    private readonly FeedHost _host;
    private readonly TransportSubscription _subscription;
    private readonly ITransportReceiver _receiver;
    private readonly FeedConsumer _consumer;
    private readonly Inbox _inbox;
    private readonly UnderWay _underWay;
    private readonly HeaderReader _headers = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Where to send back what came when nobody took it any more.
    private readonly ConcurrentQueue<string> _turnedAway = [];

    // Each is set before the other is looked at: either a delivery is not handed over, or the end waits until it has been.
    private int _isReceiving;
    private int _hasEnded;
    private long _heard;

    public Feed(FeedHost host, TransportSubscription subscription, ITransportReceiver receiver, string stream, ConsumerInfo consumer, ConsumerConfig wanted)
    {
        _host = host;
        _subscription = subscription;
        _receiver = receiver;
        _underWay = new UnderWay(Limit(subscription, host.Options));
        _inbox = new Inbox(host.Connection, Inbox.NewSubject(host.Connection), Receive);
        _consumer = new FeedConsumer(host, stream, consumer, wanted, Resume);
    }

    /// <summary>Gets the name of the subscription.</summary>
    public string Name => _subscription.Name;

    /// <summary>Gets what keeps deliveries from coming, or null.</summary>
    public string? Problem => Volatile.Read(ref _hasEnded) == 0 ? _consumer.Problem : null;

    /// <summary>Gets whether it has ended, and all that it took has been settled.</summary>
    public bool IsOver => Volatile.Read(ref _hasEnded) != 0 && _underWay.Count == 0;

    /// <summary>How many deliveries are asked for at most, those under way included.</summary>
    public static int Limit(TransportSubscription subscription, JetStreamOptions options)
    {
        const int ForEachWorker = 16;
        var wanted = options.Prefetch ?? subscription.Concurrency * ForEachWorker;
        return Math.Max(1, Math.Min(wanted, Math.Min(subscription.Concurrency + subscription.Capacity, options.MaxAckPending)));
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _host.Connection.AddSubAsync(_inbox, cancellationToken).ConfigureAwait(false);
        Resume();
    }

    /// <summary>Settles a delivery.</summary>
    public async ValueTask SettleAsync(JetStreamDelivery delivery, ReadOnlyMemory<byte> settlement)
    {
        _underWay.Remove(delivery);
        if (Volatile.Read(ref _hasEnded) != 0)
        {
            // Else the server may give it to what was asked for last, which nobody hears any more: it would come again when the server has
            // waited for a settlement.
            await _end.Task.ConfigureAwait(false);
        }

        await _host.SendSettlementAsync(delivery.ReplyTo, settlement).ConfigureAwait(false);
        Pull();
    }

    /// <summary>Stores a delivery as a dead letter, and has the server deliver it no more. It is under way until it has been stored.</summary>
    public async ValueTask DeadLetterAsync(JetStreamDelivery delivery, DeadLetterReason reason)
    {
        try
        {
            await _host.DeadLetters.StoreAsync(_consumer.Stream, delivery, reason).ConfigureAwait(false);
        }
        finally
        {
            _underWay.Remove(delivery);
        }

        await _host.SendSettlementAsync(delivery.ReplyTo, Settlements.GivenUp).ConfigureAwait(false);
        Pull();
    }

    /// <summary>Prolongs what is under way, and looks whether the server still speaks.</summary>
    public void Beat()
    {
        foreach (var delivery in _underWay.Beat() ?? [])
        {
            _host.SendProgress(delivery.ReplyTo);
        }

        if (Volatile.Read(ref _hasEnded) != 0)
        {
            return;
        }

        var silence = _host.Time.GetElapsedTime(Interlocked.Read(ref _heard));
        if (_underWay.IsWaiting && silence > FeedHost.LongestSilence && _host.IsOpen)
        {
            _consumer.Check("the server is silent");
        }

        _consumer.NoteFloor();
    }

    /// <summary>Looks for the consumer and asks anew: the connection is another, and the server has forgotten what was asked for.</summary>
    public void Reconnect()
    {
        if (Volatile.Read(ref _hasEnded) == 0)
        {
            _consumer.Check(reason: null);
        }
    }

    /// <summary>Waits until the server has sent all that it has for this subscription.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _hasEnded) != 0 ? Task.CompletedTask : _consumer.FlushAsync(cancellationToken);

    /// <summary>Ends it. A second call waits for the first: until then what is on its way can go back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            try
            {
                await EndAsync().ConfigureAwait(false);
            }
            finally
            {
                _end.SetResult();
            }
        }

        await _end.Task.ConfigureAwait(false);
    }

    private async Task EndAsync()
    {
        _consumer.Dispose();
        var spin = default(SpinWait);
        while (Volatile.Read(ref _isReceiving) != 0)
        {
            spin.SpinOnce();
        }

        // What is on its way comes before the server's word that this has ended; then it goes back.
        await _host.EndAsync(_inbox).ConfigureAwait(false);
        while (_turnedAway.TryDequeue(out var replyTo))
        {
            _host.SendBack(replyTo);
        }

        if (!_subscription.IsDurable && _subscription.Group is null)
        {
            await _consumer.DeleteAsync().ConfigureAwait(false);
        }
    }

    private void Receive(string subject, string? replyTo, in ReadOnlySequence<byte>? headers, in ReadOnlySequence<byte> payload)
    {
        Interlocked.Exchange(ref _heard, _host.Time.GetTimestamp());
        if (!AckAddress.TryRead(replyTo, out var address))
        {
            if (headers is { } block)
            {
                Note(FeedStatus.Read(in block));
            }

            return;
        }

        var delivery = new JetStreamDelivery(this, replyTo!, address);
        _underWay.Add(delivery);
        _consumer.NoteDelivery();
        if (HandOver(delivery, in headers, in payload) != ReceiveResult.Taken)
        {
            _underWay.Remove(delivery);
            _turnedAway.Enqueue(delivery.ReplyTo);
        }
    }

    private ReceiveResult HandOver(JetStreamDelivery delivery, in ReadOnlySequence<byte>? headers, in ReadOnlySequence<byte> payload)
    {
        Interlocked.Exchange(ref _isReceiving, 1);
        try
        {
            if (Volatile.Read(ref _hasEnded) != 0)
            {
                return ReceiveResult.Closed;
            }

            EventHeaders read = default;
            if (headers is { } block)
            {
                _headers.Read(in block, ref read);
            }

            return _receiver.Receive(ref read, in payload, delivery, int.MaxValue);
        }
        finally
        {
            Volatile.Write(ref _isReceiving, 0);
        }
    }

    private void Note(FeedStatus status)
    {
        switch (status.Code)
        {
            case FeedStatus.Heartbeat:
                break;
            case FeedStatus.Timeout:
                _underWay.TakeBack(status.Missing);
                Pull();
                break;
            default:
                // The consumer is gone, its leader is another, or too much was asked for: all of it is found out by asking.
                _consumer.Check($"the server says {status.Code} {status.Text}");
                break;
        }
    }

    // Begins to pull, or begins again: what was asked for before is forgotten.
    private void Resume()
    {
        Interlocked.Exchange(ref _heard, _host.Time.GetTimestamp());
        _underWay.TakeBack(long.MaxValue);
        Pull();
    }

    private void Pull()
    {
        if (Volatile.Read(ref _hasEnded) != 0 || !_host.IsOpen)
        {
            // A connection that opens asks anew.
            return;
        }

        var count = _underWay.Ask();
        if (count > 0)
        {
            _host.SendPull(_consumer.PullSubject, _inbox.Subject, count);
        }
    }
}
