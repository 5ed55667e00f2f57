using System.Buffers;
using System.Globalization;
using System.Text;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using TypedBus.Nats;

namespace TypedBus.Benchmarks.Scenarios.Nats;

/// <summary>
/// Consuming from a stream, and acknowledging each delivery, against the client's consumer with the same prefetch. The stream stores what comes without
/// answering.
/// </summary>
internal sealed class JetStreamConsume() : ReceiveScenario(
    "jetstream-consume",
    jetStream: true,
    static (bus, server) => bus.UseTransport<Sent>("jetstream").UseNats(options =>
    {
        JetStreamPublish.Configure(options, server);
        options.JetStream.Prefetch = Prefetch;
    }))
{
    private const int Prefetch = 256;

    private readonly CancellationTokenSource _ending = new();

    public override void Dispose()
    {
        _ending.Cancel();
        base.Dispose();
        _ending.Dispose();
    }

    protected override async Task SubscribeAsync(NatsConnection client, SentSerializer serializer, ISentHandler handler)
    {
        var consumer = await new NatsJSContext(client)
            .CreateOrUpdateConsumerAsync("benchmarks", new ConsumerConfig("theirs") { FilterSubject = "benchmarks.came", MaxAckPending = 1000 })
            .ConfigureAwait(false);
        _ = Task.Run(() => ConsumeAsync(consumer, serializer, handler));
    }

    protected override void Write(IBufferWriter<byte> bytes, string subject, int number, string contentType, ReadOnlySpan<byte> body)
    {
        var headers = Encoding.ASCII.GetBytes(Headers(number, contentType));
        bytes.Write(Encoding.ASCII.GetBytes($"HPUB {subject} {headers.Length} {headers.Length + body.Length}\r\n"));
        bytes.Write(headers);
        bytes.Write(body);
        bytes.Write("\r\n"u8);
    }

    private static string Headers(int number, string contentType) => string.Create(
        CultureInfo.InvariantCulture,
        $"NATS/1.0\r\nce-specversion: 1.0\r\nce-id: 5f0c3a9d2b7e4816{number:x16}\r\nce-source: benchmarks\r\nce-type: benchmarks.sent.v1\r\n"
        + $"ce-time: 2026-01-02T03:04:05.1234567Z\r\ncontent-type: {contentType}\r\n\r\n");

    private async Task ConsumeAsync(INatsJSConsumer consumer, SentSerializer serializer, ISentHandler handler)
    {
        try
        {
            var messages = consumer.ConsumeAsync(serializer, new NatsJSConsumeOpts { MaxMsgs = Prefetch }, _ending.Token);
            await foreach (var message in messages.ConfigureAwait(false))
            {
                handler.Handle(message.Data);
                await message.AckAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
