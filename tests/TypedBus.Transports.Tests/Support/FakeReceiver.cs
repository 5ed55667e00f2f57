using System.Buffers;
using System.Threading.Channels;

namespace TypedBus.Transports.Tests.Support;

/// <summary>Stands in for the bus: it keeps what a transport brings, and answers as it is told.</summary>
internal sealed class FakeReceiver : ITransportReceiver
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();
    private int _count;

    /// <summary>Gets or sets what the transport is answered.</summary>
    public ReceiveResult Answer { get; set; } = ReceiveResult.Taken;

    /// <summary>Gets how often it was called.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Gets the limit that the last call came with.</summary>
    public int MaxPending { get; private set; }

    public ReceiveResult Receive(ref EventHeaders headers, in ReadOnlySequence<byte> body, TransportDelivery? delivery, int maxPending)
    {
        var fault = headers.Complete();
        MaxPending = maxPending;
        Interlocked.Increment(ref _count);
        _received.Writer.TryWrite(new Received(headers, fault, body.ToArray(), delivery));
        return Answer;
    }

    /// <summary>Waits for the next delivery.</summary>
    public async Task<Received> NextAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        return await _received.Reader.ReadAsync(limit.Token);
    }

    /// <summary>Waits for so many deliveries, and gives their texts.</summary>
    public async Task<List<string>> NextAsync(int count)
    {
        var texts = new List<string>();
        while (texts.Count < count)
        {
            texts.Add((await NextAsync()).Text);
        }

        return texts;
    }
}

/// <summary>What a transport has brought.</summary>
/// <param name="Headers">The headers, completed.</param>
/// <param name="Fault">What is wrong with them, or null.</param>
/// <param name="Body">The bytes.</param>
/// <param name="Delivery">How it is settled, or null.</param>
internal sealed record Received(EventHeaders Headers, string? Fault, byte[] Body, TransportDelivery? Delivery)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
