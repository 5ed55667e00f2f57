using System.Buffers;
using System.Threading.Channels;

namespace TypedBus.Transports.Tests.Loop;

/// <summary>One who takes deliveries of a consumer, by a mailbox, one after the other.</summary>
internal sealed class LoopMember : IAsyncDisposable
{
    private readonly Channel<LoopDelivery> _mailbox = Channel.CreateUnbounded<LoopDelivery>();
    private readonly LoopServer _server;
    private readonly ITransportReceiver _receiver;
    private readonly Task _running;
    private volatile bool _isEnding;

    public LoopMember(LoopServer server, TransportSubscription subscription, ITransportReceiver receiver)
    {
        (_server, _receiver, Subscription) = (server, receiver, subscription);
        server.Join(this);
        _running = Task.Run(RunAsync);
    }

    public TransportSubscription Subscription { get; }

    /// <summary>Gets how many deliveries may be under way here.</summary>
    public int Room => Subscription.Capacity;

    /// <summary>Gets or sets how many are. Guarded by the server's lock.</summary>
    public int InHand { get; set; }

    public LoopConsumer Consumer { get; set; } = null!;

    public void Post(LoopDelivery delivery) => _mailbox.Writer.TryWrite(delivery);

    public async ValueTask DisposeAsync()
    {
        if (!_isEnding)
        {
            _isEnding = true;
            _server.Leave(this);
            _mailbox.Writer.Complete();
        }

        await _running;
    }

    private async Task RunAsync()
    {
        await foreach (var delivery in _mailbox.Reader.ReadAllAsync())
        {
            if (_isEnding || Receive(delivery) == ReceiveResult.Closed)
            {
                _server.Return(delivery, wasTaken: false);
            }
            else if (_server.Fault == LoopFault.IsImpatient)
            {
                _ = ReturnIfSlowAsync(delivery);
            }
        }
    }

    private ReceiveResult Receive(LoopDelivery delivery)
    {
        EventHeaders headers = default;
        foreach (var (name, value) in delivery.Message.Headers)
        {
            headers.Read(name, value);
        }

        return _receiver.Receive(ref headers, new ReadOnlySequence<byte>(delivery.Message.Body), delivery, int.MaxValue);
    }

    private async Task ReturnIfSlowAsync(LoopDelivery delivery)
    {
        await Task.Delay(LoopTransport.SettleTime / 10);
        if (_server.IsUnderWay(delivery))
        {
            _server.Hit();
            _server.Return(delivery);
        }
    }
}
