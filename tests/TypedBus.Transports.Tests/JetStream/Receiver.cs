using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>What a receiver has taken.</summary>
internal sealed record Received(EventHeaders Headers, string Body, TransportDelivery Delivery)
{
    public string Id => Headers.Id.ToString();
}

/// <summary>Stands for the bus: keeps what it is given, for the test to settle.</summary>
internal sealed class Receiver(Func<Received, ReceiveResult>? judge = null) : ITransportReceiver
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private int _isReceiving;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Gets whether two threads were inside at once.</summary>
    public bool WasRaced { get; private set; }

    public ReceiveResult Receive(ref EventHeaders headers, in ReadOnlySequence<byte> body, TransportDelivery? delivery, int maxPending)
    {
        WasRaced |= Interlocked.Exchange(ref _isReceiving, 1) != 0;
        Interlocked.Increment(ref _count);
        headers.Complete();
        var received = new Received(headers, Encoding.UTF8.GetString(body), delivery!);
        var result = judge?.Invoke(received) ?? ReceiveResult.Taken;
        if (result == ReceiveResult.Taken)
        {
            _received.Writer.TryWrite(received);
        }

        Volatile.Write(ref _isReceiving, 0);
        return result;
    }

    public async Task<Received> NextAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        return await _received.Reader.ReadAsync(limit.Token);
    }

    public async Task<List<Received>> NextAsync(int count)
    {
        var all = new List<Received>();
        while (all.Count < count)
        {
            all.Add(await NextAsync());
        }

        return all;
    }

    public bool TryNext(out Received? received) => _received.Reader.TryRead(out received);
}
