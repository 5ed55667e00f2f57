using System.Buffers;
using System.Net.Sockets;
using NATS.Client.Core;
using TypedBus.Benchmarks.Compare;
using TypedBus.Tests.Shared;

namespace TypedBus.Benchmarks.Scenarios.Nats;

/// <summary>
/// Receiving from a server, until the handler has had all of a batch, against its client with the same serializer and handler. A socket of its own sends
/// what was written once, so that publishing costs neither side anything.
/// </summary>
internal abstract class ReceiveScenario : Scenario
{
    private readonly SentHandler _ours = new();
    private readonly SentHandler _theirs = new();
    private readonly CountdownEvent _settled = new(1);
    private readonly TcpClient _publisher = new();
    private readonly NatsServer _server;
    private readonly EventBus _bus;
    private readonly NatsConnection _client;
    private readonly byte[] _toOurs;
    private readonly byte[] _toTheirs;

    protected ReceiveScenario(string name, bool jetStream, Action<EventBusBuilder, NatsServer> configure)
        : base(name)
    {
        _server = NatsServer.StartAsync(jetStream).GetAwaiter().GetResult();
        _bus = StartBus(bus => configure(bus, _server), _ours);
        _bus.Running.GetAwaiter().GetResult();
        _client = new NatsConnection(new NatsOpts { Url = _server.Url });
        var serializer = _bus.Serializers.Find<Sent>()!;
        Task.Run(() => SubscribeAsync(_client, new SentSerializer(serializer), _theirs)).GetAwaiter().GetResult();

        _publisher.Connect("127.0.0.1", _server.Port);
        _publisher.GetStream().Write("CONNECT {\"verbose\":false,\"headers\":true}\r\n"u8);
        _toOurs = WriteBatch(serializer, "benchmarks.sent");
        _toTheirs = WriteBatch(serializer, "benchmarks.came");
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

    /// <summary>Has the client hand what comes on <c>benchmarks.came</c> to the handler.</summary>
    protected abstract Task SubscribeAsync(NatsConnection client, SentSerializer serializer, ISentHandler handler);

    /// <summary>Writes one message, as the protocol has it.</summary>
    protected abstract void Write(IBufferWriter<byte> bytes, string subject, int number, string contentType, ReadOnlySpan<byte> body);

    private byte[] WriteBatch(EventSerializer<Sent> serializer, string subject)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var body = new ArrayBufferWriter<byte>();
        for (var number = 0; number < DispatchBatch; number++)
        {
            body.ResetWrittenCount();
            serializer.Write(new Sent(number, 1), body);
            Write(bytes, subject, number, serializer.ContentType, body.WrittenSpan);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private void Run(SentHandler handler, byte[] messages, int events)
    {
        _settled.Reset();
        handler.Expect(events, _settled);
        _publisher.GetStream().Write(messages);
        _settled.Wait();
    }
}
