using System.Buffers;
using System.Text;
using NATS.Client.Core;
using TypedBus.Nats;

namespace TypedBus.Benchmarks.Scenarios.Nats;

/// <summary>Receiving against a subscription of the client. Without headers, which the client reads at greater cost.</summary>
internal sealed class NatsReceive() : ReceiveScenario(
    "nats-receive",
    jetStream: false,
    static (bus, server) => bus
        .UseTransport<Sent>("nats")
        .UseNats(options => (options.Url, options.Headers) = (server.Url, NatsHeaderMode.None)))
{
    // As many as wait in the client's own channel.
    public const int Capacity = 16_384;

    protected override async Task SubscribeAsync(NatsConnection client, SentSerializer serializer, ISentHandler handler)
    {
        var sub = await client.SubscribeCoreAsync("benchmarks.came", queueGroup: "benchmarks", serializer: serializer).ConfigureAwait(false);
        await client.PingAsync().ConfigureAwait(false);
        _ = Task.Run(() => ReadAsync(sub, handler));
    }

    protected override void Write(IBufferWriter<byte> bytes, string subject, int number, string contentType, ReadOnlySpan<byte> body)
    {
        bytes.Write(Encoding.ASCII.GetBytes($"PUB {subject} {body.Length}\r\n"));
        bytes.Write(body);
        bytes.Write("\r\n"u8);
    }

    private static async Task ReadAsync(INatsSub<Sent> sub, ISentHandler handler)
    {
        while (await sub.Msgs.WaitToReadAsync().ConfigureAwait(false))
        {
            while (sub.Msgs.TryRead(out var message))
            {
                handler.Handle(message.Data);
            }
        }
    }
}
