using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace TypedBus.Tests.Transports;

/// <summary>A transport without a broker: what is published is kept, and tests bring what they like.</summary>
internal sealed class WireTransport(TransportFeatures features = TransportFeatures.Headers | TransportFeatures.Settlement) : ITransport
{
    private readonly ConcurrentDictionary<string, (TransportSubscription Subscription, ITransportReceiver Receiver)> _receivers = [];

    public TransportFeatures Features { get; } = features;

    public TransportHealth Health => new(TransportStatus.Up, "It is there.");

    /// <summary>Gets or sets what the start waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public ConcurrentQueue<(string Subject, Dictionary<string, string> Headers, string Body)> Published { get; } = [];

    /// <summary>Gets what happened, in its order: subjects, subscriptions, ends.</summary>
    public ConcurrentQueue<string> Events { get; } = [];

    public TransportSubscription Subscription(string name) => _receivers[name].Subscription;

    public async Task StartAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        Events.Enqueue($"started {string.Join(' ', subjects.Order())}");
    }

    public ValueTask PublishAsync(string subject, in EventHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if ((Features & TransportFeatures.Headers) != 0)
        {
            var writer = new Writer([]);
            headers.Write(ref writer);
            Published.Enqueue((subject, writer.Headers, Encoding.UTF8.GetString(body.Span)));
        }

        return default;
    }

    public Task<IAsyncDisposable> SubscribeAsync(
        TransportSubscription subscription, ITransportReceiver receiver, CancellationToken cancellationToken)
    {
        _receivers[subscription.Name] = (subscription, receiver);
        Events.Enqueue($"subscribed {subscription.Name}");
        return Task.FromResult<IAsyncDisposable>(new Feed(() =>
        {
            _receivers.TryRemove(subscription.Name, out _);
            Events.Enqueue($"ended {subscription.Name}");
        }));
    }

    /// <summary>Brings a subscription what was published.</summary>
    public WireDelivery Bring(string name, (string Subject, Dictionary<string, string> Headers, string Body) published, int attempt = 1)
    {
        var delivery = new WireDelivery(attempt);
        delivery.Result = Bring(name, published.Headers, Encoding.UTF8.GetBytes(published.Body), delivery);
        return delivery;
    }

    public ReceiveResult Bring(string name, Dictionary<string, string> headers, byte[] body, TransportDelivery? delivery, int maxPending = int.MaxValue)
    {
        EventHeaders read = default;
        foreach (var (header, value) in headers)
        {
            read.Read(header, value);
        }

        return _receivers[name].Receiver.Receive(ref read, new ReadOnlySequence<byte>(body), delivery, maxPending);
    }

    public ValueTask DisposeAsync()
    {
        Events.Enqueue("disposed");
        return default;
    }

    private readonly struct Writer(Dictionary<string, string> headers) : IHeaderWriter
    {
        public Dictionary<string, string> Headers { get; } = headers;

        public void Write(string name, string value) => Headers.Add(name, value);
    }

    private sealed class Feed(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return default;
        }
    }
}

/// <summary>A delivery that tells how it was settled.</summary>
internal sealed class WireDelivery(int attempt) : TransportDelivery
{
    private readonly TaskCompletionSource<string> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override int Attempt => attempt;

    public ReceiveResult Result { get; set; }

    /// <summary>Gets or sets what settling it fails with, or null.</summary>
    public Exception? Failure { get; set; }

    public Task<string> Settled => _settled.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public bool IsSettled => _settled.Task.IsCompleted;

    public override ValueTask CompleteAsync() => Settle("done");

    public override ValueTask RetryAsync(TimeSpan delay) => Settle($"again in {delay.TotalSeconds:0.###} s");

    public override ValueTask DeadLetterAsync(DeadLetterReason reason) => Settle($"dead after {reason.Attempts}: {reason.Text}");

    private ValueTask Settle(string how)
    {
        // Once, and no more.
        _settled.SetResult(how);
        return Failure is null ? default : ValueTask.FromException(Failure);
    }
}
