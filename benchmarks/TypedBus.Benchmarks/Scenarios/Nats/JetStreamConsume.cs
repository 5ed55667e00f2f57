using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using TypedBus.Benchmarks.Compare;
using TypedBus.Nats;
using TypedBus.Tests.Shared;

namespace TypedBus.Benchmarks.Scenarios.Nats;

/// <summary>
/// Consuming from a stream, and acknowledging each delivery, until the handler has had all of a batch, against the client's consumer with the same
/// prefetch, serializer and handler. A socket of its own sends what was written once; the stream stores it without answering.
/// </summary>
internal sealed class JetStreamConsume : Scenario
{
    private const int Prefetch = 256;

    private readonly NatsServer _server = NatsServer.StartAsync(jetStream: true).GetAwaiter().GetResult();
    private readonly SentHandler _ours = new();
    private readonly SentHandler _theirs = new();
    private readonly CountdownEvent _settled = new(1);
    private readonly CancellationTokenSource _ending = new();
    private readonly EventBus _bus;
    private readonly NatsConnection _client;
    private readonly TcpClient _publisher = new();
    private readonly byte[] _toOurs;
    private readonly byte[] _toTheirs;

    public JetStreamConsume()
        : base("jetstream-consume")
    {
        _bus = StartBus(
            bus => bus.UseTransport<Sent>("jetstream").UseNats(options =>
            {
                JetStreamPublish.Configure(options, _server);
                options.JetStream.Prefetch = Prefetch;
            }),
            _ours);
        _bus.Running.GetAwaiter().GetResult();
        _client = new NatsConnection(new NatsOpts { Url = _server.Url });
        var serializer = _bus.Serializers.Find<Sent>()!;
        Task.Run(() => SubscribeAsync(new SentSerializer(serializer))).GetAwaiter().GetResult();

        _publisher.Connect("127.0.0.1", _server.Port);
        _publisher.GetStream().Write("CONNECT {\"verbose\":false,\"headers\":true}\r\n"u8);
        _toOurs = Write(serializer, "benchmarks.sent");
        _toTheirs = Write(serializer, "benchmarks.came");
    }

    public override bool HandsOver => true;

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events) => Run(_ours, _toOurs, events);

    public override void RunTheirs(int events) => Run(_theirs, _toTheirs, events);

    public override void Dispose()
    {
        _ending.Cancel();
        _bus.Dispose();
        _publisher.Dispose();
        _client.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _settled.Dispose();
        _ending.Dispose();
    }

    private void Run(SentHandler handler, byte[] messages, int events)
    {
        _settled.Reset();
        handler.Expect(events, _settled);
        _publisher.GetStream().Write(messages);
        _settled.Wait();
    }

    // One batch, as the protocol has it.
    private static byte[] Write(EventSerializer<Sent> serializer, string subject)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var body = new ArrayBufferWriter<byte>();
        for (var number = 0; number < DispatchBatch; number++)
        {
            body.ResetWrittenCount();
            serializer.Write(new Sent(number, 1), body);
            var headers = Encoding.ASCII.GetBytes(Headers(number, serializer.ContentType));
            bytes.Write(Encoding.ASCII.GetBytes($"HPUB {subject} {headers.Length} {headers.Length + body.WrittenCount}\r\n"));
            bytes.Write(headers);
            bytes.Write(body.WrittenSpan);
            bytes.Write("\r\n"u8);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static string Headers(int number, string contentType) => string.Create(
        CultureInfo.InvariantCulture,
        $"NATS/1.0\r\nce-specversion: 1.0\r\nce-id: 5f0c3a9d2b7e4816{number:x16}\r\nce-source: benchmarks\r\nce-type: benchmarks.sent.v1\r\n"
        + $"ce-time: 2026-01-02T03:04:05.1234567Z\r\ncontent-type: {contentType}\r\n\r\n");

    private async Task SubscribeAsync(SentSerializer serializer)
    {
        var consumer = await new NatsJSContext(_client)
            .CreateOrUpdateConsumerAsync("benchmarks", new ConsumerConfig("theirs") { FilterSubject = "benchmarks.came", MaxAckPending = 1000 })
            .ConfigureAwait(false);
        _ = Task.Run(() => ConsumeAsync(consumer, serializer, _theirs));
    }

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
