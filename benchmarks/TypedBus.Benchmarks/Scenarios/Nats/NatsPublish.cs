using System.Globalization;
using NATS.Client.Core;
using TypedBus.Benchmarks.Compare;
using TypedBus.Nats;
using TypedBus.Tests.Shared;

namespace TypedBus.Benchmarks.Scenarios.Nats;

/// <summary>
/// Publishing to a server, until it has all of a batch, against its client that is given the same event, serializer and headers. Nobody subscribes: the
/// server reads and drops.
/// </summary>
internal sealed class NatsPublish : Scenario
{
    private readonly NatsServer _server = NatsServer.StartAsync().GetAwaiter().GetResult();
    private readonly NatsConnection _client;
    private readonly NatsConnection _watch;
    private readonly INatsSub<byte[]> _ends;
    private readonly INatsSerialize<Sent> _serializer;
    private readonly EventBus _bus;
    private readonly bool _withHeaders;
    private long _ours;
    private long _theirs;

    public NatsPublish(string name, bool withHeaders)
        : base(name)
    {
        _withHeaders = withHeaders;
        _bus = EventBus.StartAsync(EventModules.All, bus => bus
            .UseTransport<Sent>("nats")
            .UseTransport<SentAll>("nats")
            .UseNats(options => (options.Url, options.Headers) = (_server.Url, withHeaders ? NatsHeaderMode.CloudEvents : NatsHeaderMode.None))
            .Handlers.Except("*")).GetAwaiter().GetResult();
        _client = new NatsConnection(new NatsOpts { Url = _server.Url });
        _watch = new NatsConnection(new NatsOpts { Url = _server.Url });
        _ends = Task.Run(WatchAsync).GetAwaiter().GetResult();
        _serializer = new SentSerializer(_bus.Serializers.Find<Sent>()!);
        Task.Run(CompareAsync).GetAwaiter().GetResult();
    }

    public override bool HandsOver => true;

    public override long OursHandled => _ours;

    public override long TheirsHandled => _theirs;

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
        _watch.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public static NatsHeaders Headers(long number) => new()
    {
        [HeaderNames.SpecVersion] = "1.0",
        [HeaderNames.Id] = $"5f0c3a9d2b7e4816{number:x16}",
        [HeaderNames.Source] = "TypedBus.Benchmarks",
        [HeaderNames.Type] = "benchmarks.sent.v1",
        [HeaderNames.Time] = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        [HeaderNames.ContentType] = "application/msgpack",
    };

    private async Task PublishOursAsync(int events)
    {
        for (var number = 0; number < events; number++)
        {
            await _bus.PublishAsync(new Sent(number, 1)).ConfigureAwait(false);
        }

        await _bus.PublishAsync(new SentAll(events)).ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
    }

    private async Task PublishTheirsAsync(int events)
    {
        for (var number = 0; number < events; number++)
        {
            var headers = _withHeaders ? Headers(number) : null;
            await _client.PublishAsync("benchmarks.sent", new Sent(number, 1), headers, serializer: _serializer).ConfigureAwait(false);
        }

        await _client.PublishAsync("benchmarks.all", BitConverter.GetBytes(events)).ConfigureAwait(false);
        await EndAsync().ConfigureAwait(false);
    }

    // What comes last has passed through the server, and so has all before it on its connection.
    private async Task EndAsync() => await _ends.Msgs.ReadAsync().ConfigureAwait(false);

    private async Task<INatsSub<byte[]>> WatchAsync()
    {
        var ends = await _watch.SubscribeCoreAsync<byte[]>("benchmarks.all").ConfigureAwait(false);
        await _watch.PingAsync().ConfigureAwait(false);
        return ends;
    }

    // Both sides are to send the same bytes, and headers of the same names and lengths.
    private async Task CompareAsync()
    {
        await using var all = await _watch.SubscribeCoreAsync<byte[]>("benchmarks.sent").ConfigureAwait(false);
        await _watch.PingAsync().ConfigureAwait(false);
        await PublishOursAsync(1).ConfigureAwait(false);
        await PublishTheirsAsync(1).ConfigureAwait(false);
        var (ours, theirs) = (await all.Msgs.ReadAsync().ConfigureAwait(false), await all.Msgs.ReadAsync().ConfigureAwait(false));
        if (ours.Size != theirs.Size || !ours.Data!.SequenceEqual(theirs.Data!) || Describe(ours.Headers) != Describe(theirs.Headers))
        {
            throw new InvalidOperationException($"Both sides are to send the same: {Describe(ours.Headers)}, and {Describe(theirs.Headers)}.");
        }
    }

    private static string Describe(NatsHeaders? headers) =>
        headers is null ? "none" : string.Join(' ', headers.OrderBy(static header => header.Key).Select(static header => $"{header.Key}:{header.Value.ToString().Length}"));
}
