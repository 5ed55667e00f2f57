using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using NATS.Client.Core;
using TypedBus.Benchmarks.Compare;
using TypedBus.Nats;
using TypedBus.Tests.Shared;

namespace TypedBus.Benchmarks.Scenarios.Nats;

/// <summary>
/// Receiving from a server, until the handler has had all of a batch, against a subscription of its client with the same serializer and handler. A socket
/// of its own sends what was written once, so that publishing costs neither side anything.
/// </summary>
internal sealed class NatsReceive : Scenario
{
    // As many as wait in the client's own channel.
    public const int Capacity = 16_384;

    private readonly NatsServer _server = NatsServer.StartAsync().GetAwaiter().GetResult();
    private readonly SentHandler _ours = new();
    private readonly SentHandler _theirs = new();
    private readonly CountdownEvent _settled = new(1);
    private readonly EventBus _bus;
    private readonly NatsConnection _client;
    private readonly TcpClient _publisher = new();
    private readonly byte[] _toOurs;
    private readonly byte[] _toTheirs;

    public NatsReceive(string name, bool withHeaders)
        : base(name)
    {
        _bus = StartBus(
            bus => bus.UseTransport("nats").UseNats(options =>
                (options.Url, options.Headers) = (_server.Url, withHeaders ? NatsHeaderMode.CloudEvents : NatsHeaderMode.None)),
            _ours);
        _bus.Running.GetAwaiter().GetResult();
        _client = new NatsConnection(new NatsOpts { Url = _server.Url });
        var serializer = _bus.Serializers.Find<Sent>()!;
        Task.Run(() => SubscribeAsync(new SentSerializer(serializer))).GetAwaiter().GetResult();

        _publisher.Connect("127.0.0.1", _server.Port);
        Send("CONNECT {\"verbose\":false,\"headers\":true}\r\n"u8);
        _toOurs = Write(serializer, "benchmarks.sent", withHeaders);
        _toTheirs = Write(serializer, "benchmarks.came", withHeaders);
    }

    public override bool HandsOver => true;

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events) => Run(_ours, _toOurs, events);

    public override void RunTheirs(int events) => Run(_theirs, _toTheirs, events);

    public override void Dispose()
    {
        _bus.Dispose();
        _publisher.Dispose();
        _client.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _settled.Dispose();
    }

    private void Run(SentHandler handler, byte[] messages, int events)
    {
        _settled.Reset();
        handler.Expect(events, _settled);
        Send(messages);
        _settled.Wait();
    }

    private void Send(ReadOnlySpan<byte> bytes) => _publisher.GetStream().Write(bytes);

    private async Task SubscribeAsync(SentSerializer serializer)
    {
        var sub = await _client.SubscribeCoreAsync("benchmarks.came", queueGroup: "benchmarks", serializer: serializer).ConfigureAwait(false);
        await _client.PingAsync().ConfigureAwait(false);
        _ = Task.Run(() => ReadAsync(sub, _theirs));
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

    // One batch, as the protocol has it.
    public static byte[] Write(EventSerializer<Sent> serializer, string subject, bool withHeaders)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var body = new ArrayBufferWriter<byte>();
        for (var number = 0; number < DispatchBatch; number++)
        {
            body.ResetWrittenCount();
            serializer.Write(new Sent(number, 1), body);
            var headers = withHeaders ? Encoding.ASCII.GetBytes(Headers(number)) : [];
            var line = withHeaders
                ? $"HPUB {subject} {headers.Length} {headers.Length + body.WrittenCount}\r\n"
                : $"PUB {subject} {body.WrittenCount}\r\n";
            bytes.Write(Encoding.ASCII.GetBytes(line));
            bytes.Write(headers);
            bytes.Write(body.WrittenSpan);
            bytes.Write("\r\n"u8);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static string Headers(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"NATS/1.0\r\nce-specversion: 1.0\r\nce-id: 5f0c3a9d2b7e4816{number:x16}\r\nce-source: benchmarks\r\nce-type: benchmarks.sent.v1\r\n"
        + $"ce-time: 2026-01-02T03:04:05.1234567Z\r\ncontent-type: application/vnd.msgpack\r\n\r\n");
}
