using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Transports;

/// <summary>Which events travel by which transport, and how a bus starts with transports.</summary>
public sealed class RoutingTests
{
    [Fact]
    public async Task What_is_said_of_some_events_goes_before_what_is_said_of_all()
    {
        // By the attribute: wire, but for the local one. Of all: third in code, other in the configuration. A pattern of the configuration goes
        // before code, and the one that says more before the one that says less.
        var (wire, other, third) = (new WireTransport(), new WireTransport(), new WireTransport());
        await using var test = Start(
            bus =>
            {
                Wired.Add(bus, wire);
                bus.AddTransport("other", _ => other).AddTransport("third", _ => third);
                bus.UseTransport("third").UseTransport<Billed>("Third");
                bus.UseTransport("third", "tests.wired.placed");
            },
            ("TypedBus:Transport", EventBusBuilder.InProcess),
            ("TypedBus:Routes:tests.*.placed", "third"),
            ("TypedBus:Routes:tests.wired.placed", "other"),
            ("TypedBus:wire:Anything", "is the transport's"));
        await test.Running;
        Assert.Equal(["other", "third", "wire"], test.Transports.Keys.Order());
        Assert.Equal("started tests.wired.placed", other.Events.First());
        Assert.Equal("started tests.wired.billed", third.Events.First());
        Assert.Equal("started tests.wired.returned", wire.Events.First());
    }

    [Fact]
    public void A_transport_that_there_is_not_and_an_event_without_serializer_are_errors_at_start()
    {
        var unknown = Assert.Throws<InvalidOperationException>(() => Start(static _ => { }, ("TypedBus:Transport", "nuts")));
        Assert.Contains("The transport of all events is 'nuts', which there is not. Those that there are:", unknown.Message, StringComparison.Ordinal);
        var unwritten = Assert.Throws<InvalidOperationException>(() => Start(
            static bus => Wired.Add(bus, new WireTransport()), ("TypedBus:Routes:tests.wired.local", "wire")));
        Assert.Contains(
            "Event 'TypedBus.Tests.Transports.Local' travels by 'wire' and has no serializer. Reference the package TypedBus.MessagePack",
            unwritten.Message,
            StringComparison.Ordinal);
        var unknownKey = Assert.Throws<InvalidOperationException>(() => Start(
            static bus => Wired.Add(bus, new WireTransport()), ("TypedBus:Wires:Anything", "1")));
        Assert.Contains("Wires", unknownKey.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publish_waits_until_the_transport_is_up()
    {
        var gate = new TaskCompletionSource();
        var transport = new WireTransport { Gate = gate.Task };
        await using var bus = Start(builder => Wired.Add(builder, transport));
        var publishing = bus.PublishAsync(new Placed(1)).AsTask();
        Assert.False(publishing.IsCompleted || bus.Running.IsCompleted);
        gate.SetResult();
        await publishing;
        await bus.Running;
        Assert.Single(transport.Published);
    }

    [Fact]
    public async Task A_transport_that_cannot_start_fails_the_start_and_each_publish()
    {
        var failure = new TransportException("The broker refuses the key. Give it the right one.");
        var transport = new WireTransport { Gate = Task.FromException(failure) };
        var thrown = await Assert.ThrowsAsync<TransportException>(() => EventBus.StartAsync(
            [new WiredModule()], builder => Configure(builder, bus => Wired.Add(bus, transport), []), TestContext.Current.CancellationToken));
        Assert.Same(failure, thrown);
        Assert.Equal("disposed", transport.Events.Last());

        await using var bus = Start(builder => Wired.Add(builder, new WireTransport { Gate = Task.FromException(failure) }));
        Assert.Same(failure, await Assert.ThrowsAsync<TransportException>(() => bus.PublishAsync(new Placed(1)).AsTask()));

        using var host = new HostBuilder().ConfigureServices(services => services.AddTypedBus(
            [new WiredModule()], builder => Configure(builder, bus => Wired.Add(bus, new WireTransport { Gate = Task.FromException(failure) }), []))).Build();
        Assert.Same(failure, await Assert.ThrowsAsync<TransportException>(() => host.StartAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_stop_before_the_transport_is_up_refuses_who_waits()
    {
        var transport = new WireTransport { Gate = new TaskCompletionSource().Task };
        await using var bus = Start(builder => Wired.Add(builder, transport));
        var publishing = bus.PublishAsync(new Placed(1)).AsTask();
        await bus.StopAsync();
        await Assert.ThrowsAsync<PublishRefusedException>(() => publishing);
        await Assert.ThrowsAsync<PublishRefusedException>(() => bus.PublishAsync(new Placed(1)).AsTask());
        Assert.Equal(["disposed"], transport.Events);
    }

    [Fact]
    public async Task An_enumeration_leaves_nothing_with_the_broker()
    {
        var transport = new WireTransport();
        await using var bus = Start(builder => Wired.Add(builder, transport));
        await bus.Running;
        var events = bus.SubscribeAsync<Placed>(cancellationToken: TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var subscription = bus.Subscriptions.Single(static subscription => subscription.Name.Contains("SubscribeAsync", StringComparison.Ordinal));
        await subscription.Started;
        Assert.False(transport.Subscription(subscription.Name).IsDurable);
        await events.DisposeAsync();
        Assert.Contains($"ended {subscription.Name}", transport.Events);
    }

    private static EventBus Start(Action<EventBusBuilder> configure, params (string Key, string Value)[] settings) =>
        EventBus.Start([new WiredModule()], builder => Configure(builder, configure, settings));

    private static void Configure(EventBusBuilder builder, Action<EventBusBuilder> configure, (string Key, string Value)[] settings)
    {
        builder.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(static setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
            .Build());
        configure(builder);
    }
}
