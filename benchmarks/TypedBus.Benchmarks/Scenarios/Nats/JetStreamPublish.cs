using NATS.Client.Core;
using NATS.Client.JetStream;
using TypedBus.Benchmarks.Compare;
using TypedBus.Nats;
using TypedBus.Tests.Shared;

namespace TypedBus.Benchmarks.Scenarios.Nats;

/// <summary>
/// Publishing to a stream until all of a batch is acknowledged, so many at a time, against the client's concurrent publish with the same window, event,
/// serializer, headers and identifiers. Both publish to one stream in memory.
/// </summary>
internal sealed class JetStreamPublish : Scenario
{
    public const int Window = 256;

    private readonly NatsServer _server = NatsServer.StartAsync(jetStream: true).GetAwaiter().GetResult();
    private readonly NatsConnection _client;
    private readonly NatsJSContext _context;
    private readonly INatsSerialize<Sent> _serializer;
    private readonly EventBus _bus;
    private long _ours;
    private long _theirs;

    public JetStreamPublish()
        : base("jetstream-publish")
    {
        _bus = Task.Run(() => EventBus.StartAsync(EventModules.All, bus => bus
            .UseTransport<Sent>("jetstream")
            .UseNats(options => Configure(options, _server))
            .Handlers.Except("*"))).GetAwaiter().GetResult();
        _client = new NatsConnection(new NatsOpts { Url = _server.Url });
        _context = new NatsJSContext(_client);
        _serializer = new SentSerializer(_bus.Serializers.Find<Sent>()!);
        Task.Run(() => _client.ConnectAsync().AsTask()).GetAwaiter().GetResult();
    }

    public override bool HandsOver => true;

    public override long OursHandled => _ours;

    public override long TheirsHandled => _theirs;

    /// <summary>Says where the server is, and that the stream keeps the last batches in memory.</summary>
    public static void Configure(NatsOptions options, NatsServer server)
    {
        options.Url = server.Url;
        options.JetStream.PublishWindow = Window;
        options.JetStream.Streams.Add(new JetStreamStream
        {
            Name = "benchmarks",
            Subjects = { "benchmarks.>" },
            Storage = JetStreamStorage.Memory,
            MaxMessages = 2 * DispatchBatch,
            DuplicateWindow = options.JetStream.PublishTimeout,
        });
    }

    public override void RunOurs(int events)
    {
        Task.Run(() => PublishOursAsync(events)).GetAwaiter().GetResult();
        _ours += events;
    }

    public override void RunTheirs(int events)
    {
        Task.Run(() => PublishTheirsAsync(events)).GetAwaiter().GetResult();
        _theirs += events;
    }

    public override void Dispose()
    {
        _bus.Dispose();
        _client.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private async Task PublishOursAsync(int events)
    {
        var underWay = new Queue<ValueTask>(Window);
        for (var number = 0; number < events; number++)
        {
            if (underWay.Count == Window)
            {
                await underWay.Dequeue().ConfigureAwait(false);
            }

            underWay.Enqueue(_bus.PublishAsync(new Sent(number, 1)));
        }

        while (underWay.TryDequeue(out var publish))
        {
            await publish.ConfigureAwait(false);
        }
    }

    private async Task PublishTheirsAsync(int events)
    {
        var underWay = new Queue<NatsJSPublishConcurrentFuture>(Window);
        for (var number = 0; number < events; number++)
        {
            if (underWay.Count == Window)
            {
                await EndAsync(underWay.Dequeue()).ConfigureAwait(false);
            }

            var headers = NatsPublish.Headers(_theirs + number);
            headers["Nats-Msg-Id"] = headers[HeaderNames.Id];
            underWay.Enqueue(await _context
                .PublishConcurrentAsync("benchmarks.came", new Sent(number, 1), _serializer, headers: headers)
                .ConfigureAwait(false));
        }

        while (underWay.TryDequeue(out var publish))
        {
            await EndAsync(publish).ConfigureAwait(false);
        }
    }

    private static async Task EndAsync(NatsJSPublishConcurrentFuture publish)
    {
        await using (publish.ConfigureAwait(false))
        {
            var answer = await publish.GetResponseAsync().ConfigureAwait(false);
            if (answer.Error is not null || answer.Duplicate)
            {
                throw new InvalidOperationException($"It was not stored: {answer}.");
            }
        }
    }
}
