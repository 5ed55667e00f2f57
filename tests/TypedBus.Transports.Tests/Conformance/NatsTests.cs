using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using TypedBus.Conformance;
using TypedBus.Runtime;
using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.Conformance;

/// <summary>A transport of NATS, which is chosen by configuration alone.</summary>
public abstract class NatsCarrier : Carrier
{
    public override IEnumerable<EventModule> Modules => EventModules.All;

    internal NatsServer? Server { get; set; }

    public override void Configure(IHostApplicationBuilder application, EventBusBuilder bus)
    {
        application.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["TypedBus:Transport"] = Name, ["TypedBus:Nats:Url"] = Server!.Url });

        // Those of this project's other tests.
        bus.Handlers.Except("TypedBus.Transports.Tests.*");
    }

    public override Task RestartAsync() => Server!.RestartAsync();
}

/// <summary>Core NATS: it carries what is published to who is there, and keeps nothing.</summary>
public sealed class CoreNats : NatsCarrier
{
    public override string Name => "nats";

    public override CarrierFeatures Features =>
        CarrierFeatures.Groups | CarrierFeatures.Ordered | CarrierFeatures.ExactlyOnce | CarrierFeatures.SeveralBuses | CarrierFeatures.Headers
        | CarrierFeatures.Bytes | CarrierFeatures.PublishBytes;

    public override int PublishBytes => 400;
}

/// <summary>JetStream, where new subscriptions begin with the oldest event.</summary>
public sealed class JetStream : NatsCarrier
{
    public override string Name => "jetstream";

    public override CarrierFeatures Features =>
        CarrierFeatures.Groups | CarrierFeatures.Ordered | CarrierFeatures.ExactlyOnce | CarrierFeatures.KeepsBeforeStart
        | CarrierFeatures.Persistent | CarrierFeatures.HandsOver | CarrierFeatures.OldEvents | CarrierFeatures.Restart
        | CarrierFeatures.SeveralBuses | CarrierFeatures.Headers | CarrierFeatures.Backpressure | CarrierFeatures.Bytes
        | CarrierFeatures.SettleTime | CarrierFeatures.PublishBytes;

    public override int PublishBytes => 1_500;

    // Less, and a machine that is busy with other tests is too slow now and then.
    public override TimeSpan SettleTime => TimeSpan.FromSeconds(4);

    public override void Configure(IHostApplicationBuilder application, EventBusBuilder bus)
    {
        base.Configure(application, bus);
        application.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["TypedBus:Nats:JetStream:Start"] = "All",
            ["TypedBus:Nats:JetStream:AckWait"] = $"{SettleTime}",
        });
    }
}

/// <summary>The server that the tests of one class share.</summary>
public sealed class NatsFixture : IAsyncDisposable
{
    // Guards the start, which happens once, in the first test: where there is no server, it says so.
    private readonly Lock _lock = new();
    private Task<NatsServer>? _starting;

    public async ValueTask DisposeAsync()
    {
        if (_starting is { IsCompletedSuccessfully: true } starting)
        {
            await (await starting).DisposeAsync();
        }
    }

    internal Task<NatsServer> StartAsync(bool jetStream)
    {
        lock (_lock)
        {
            return _starting ??= Servers.StartAsync(jetStream);
        }
    }
}

public sealed class CoreNatsTests(NatsFixture fixture) : ConformanceTests<CoreNats>, IClassFixture<NatsFixture>
{
    [Fact]
    public Task All_at_once_several_times_over() => AllAtOnceAsync(TestRun.Long ? 10 : 2);

    protected override async Task PrepareAsync() => Carrier.Server = await fixture.StartAsync(jetStream: false);
}

public sealed class JetStreamTests(NatsFixture fixture) : ConformanceTests<JetStream>, IClassFixture<NatsFixture>
{
    [Fact]
    public Task All_at_once_several_times_over() => AllAtOnceAsync(TestRun.Long ? 10 : 2);

    protected override async Task PrepareAsync() => Carrier.Server = await fixture.StartAsync(jetStream: true);
}
