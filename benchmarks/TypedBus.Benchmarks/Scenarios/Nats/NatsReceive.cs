using System.Buffers;
using System.Net.Sockets;
using System.Text;
using NATS.Client.Core;
using TypedBus.Benchmarks.Compare;
using TypedBus.Nats;
using TypedBus.Tests.Shared;

namespace TypedBus.Benchmarks.Scenarios.Nats;

/// <summary>
/// Receiving from a server, until the handler has had all of a batch, against a subscription of its client with the same serializer and handler. A socket
/// of its own sends what was written once, so that publishing costs neither side anything. Without headers, which the client reads at greater cost.
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

    public NatsReceive()
        : base("nats-receive")
    {
        _bus = StartBus(
            bus => bus.UseTransport<Sent>("nats").UseNats(options => (options.Url, options.Headers) = (_server.Url, NatsHeaderMode.None)),
            _ours);
        _bus.Running.GetAwaiter().GetResult();
        _client = new NatsConnection(new NatsOpts { Url = _server.Url });
        var serializer = _bus.Serializers.Find<Sent>()!;
        Task.Run(() => SubscribeAsync(new SentSerializer(serializer))).GetAwaiter().GetResult();

        _publisher.Connect("127.0.0.1", _server.Port);
        Send("CONNECT {\"verbose\":false}\r\n"u8);
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
    private static byte[] Write(EventSerializer<Sent> serializer, string subject)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var body = new ArrayBufferWriter<byte>();
        for (var number = 0; number < DispatchBatch; number++)
        {
            body.ResetWrittenCount();
            serializer.Write(new Sent(number, 1), body);
            bytes.Write(Encoding.ASCII.GetBytes($"PUB {subject} {body.WrittenCount}\r\n"));
            bytes.Write(body.WrittenSpan);
            bytes.Write("\r\n"u8);
        }

        return bytes.WrittenSpan.ToArray();
    }
}
