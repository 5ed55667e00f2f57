using Microsoft.Extensions.Time.Testing;
using NATS.Client.Core;

namespace TypedBus.Transports.Tests.Core;

/// <summary>Who receives what by core NATS, and what happens to what cannot be taken.</summary>
public sealed class SubscribeTests
{
    [Fact]
    public async Task Processes_that_run_one_handler_share_its_deliveries()
    {
        await using var server = await Servers.StartAsync();
        await using var publisher = await CoreTransports.ConnectAsync(server.Url);
        await using var first = await CoreTransports.ConnectAsync(server.Url);
        await using var second = await CoreTransports.ConnectAsync(server.Url);
        var (a, b, other) = (new FakeReceiver(), new FakeReceiver(), new FakeReceiver());
        await first.SubscribeAsync("orders.placed", a);
        await second.SubscribeAsync("orders.placed", b);
        await second.SubscribeAsync("orders.placed", other, name: "Shop.Shipping");

        for (var number = 0; number < 200; number++)
        {
            await publisher.PublishAsync("orders.placed", $"{number}");
        }

        await other.NextAsync(200);
        await first.DisposeAsync();
        await second.DisposeAsync();
        Assert.Equal(200, other.Count);
        Assert.Equal(200, a.Count + b.Count);
        Assert.True(a.Count > 0 && b.Count > 0, $"{a.Count} and {b.Count}");
    }

    [Fact]
    public async Task Handlers_of_one_group_share_what_comes_by_one_subject_and_not_what_comes_by_another()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        var (a, b, wider) = (new FakeReceiver(), new FakeReceiver(), new FakeReceiver());
        await transport.SubscribeAsync("orders.placed", a, name: "A", group: "audit");
        await transport.SubscribeAsync("orders.placed", b, name: "B", group: "audit");
        await transport.SubscribeAsync("orders.*", wider, name: "C", group: "audit");

        for (var number = 0; number < 200; number++)
        {
            await transport.PublishAsync("orders.placed", $"{number}");
        }

        await wider.NextAsync(200);
        await transport.DisposeAsync();
        Assert.Equal(200, a.Count + b.Count);
        Assert.Equal(200, wider.Count);
    }

    [Fact]
    public async Task Subscriptions_that_are_not_durable_share_nothing()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        var (a, b) = (new FakeReceiver(), new FakeReceiver());
        await transport.SubscribeAsync("orders.placed", a, isDurable: false);
        await transport.SubscribeAsync("orders.placed", b, isDurable: false);

        await transport.PublishAsync("orders.placed", "hello");

        Assert.Equal("hello", (await a.NextAsync()).Text);
        Assert.Equal("hello", (await b.NextAsync()).Text);
    }

    [Fact]
    public async Task Star_takes_any_one_token()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        var receiver = new FakeReceiver();
        await transport.SubscribeAsync("orders.*.placed", receiver);

        await transport.PublishAsync("orders.placed", "none");
        await transport.PublishAsync("orders.eu.south.placed", "none");
        await transport.PublishAsync("orders.eu.placed", "one");
        await transport.PublishAsync("orders.us.placed", "two");

        Assert.Equal(["one", "two"], await receiver.NextAsync(2));
    }

    [Fact]
    public async Task What_is_dropped_shows_in_the_health_for_a_minute()
    {
        await using var server = await Servers.StartAsync();
        var (time, log) = (new FakeTimeProvider(), new TestLog());
        await using var transport = await CoreTransports.ConnectAsync(server.Url, static options => options.PendingLimit = 7, log, time);
        var receiver = new FakeReceiver { Answer = ReceiveResult.Full };
        var feed = await transport.SubscribeAsync("orders.placed", receiver);

        await transport.PublishAsync("orders.placed", "one");
        await transport.PublishAsync("orders.placed", "two");
        await feed.DisposeAsync();

        Assert.Equal(2, receiver.Count);
        Assert.Equal(TransportStatus.Degraded, transport.Health.Status);
        Assert.Contains("2 deliveries", transport.Health.Description, StringComparison.Ordinal);
        Assert.Contains("7", transport.Health.Description, StringComparison.Ordinal);
        Assert.Single(log.Lines, static line => line.Contains("dropped", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(TransportStatus.Degraded, transport.Health.Status);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TransportStatus.Up, transport.Health.Status);
    }

    [Fact]
    public async Task What_is_no_event_comes_with_the_fault()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        var receiver = new FakeReceiver();
        await transport.SubscribeAsync("orders.placed", receiver);
        await using var stranger = new NatsConnection(new NatsOpts { Url = server.Url });

        await stranger.PublishAsync("orders.placed", "bare");
        await stranger.PublishAsync("orders.placed", "half", headers: new NatsHeaders { ["CE-Id"] = "1", ["ce-specversion"] = "1.0" });
        await stranger.PublishAsync("orders.placed", "long", headers: new NatsHeaders { ["x"] = new string('x', 100_000) });

        Assert.Equal("its ce-specversion is missing", (await receiver.NextAsync()).Fault);
        var half = await receiver.NextAsync();
        Assert.Equal("its ce-source is missing", half.Fault);
        Assert.Equal("1", half.Headers.Id.ToString());
        var large = await receiver.NextAsync();
        Assert.NotNull(large.Fault);
        Assert.Equal(100_000, large.Headers.Others!["x"].Length);
    }

    [Fact]
    public async Task Feed_that_has_ended_brings_nothing_more_and_what_came_before_was_brought()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        var receiver = new FakeReceiver();
        var feed = await transport.SubscribeAsync("orders.placed", receiver);

        for (var number = 0; number < 1_000; number++)
        {
            await transport.PublishAsync("orders.placed", $"{number}");
        }

        await Task.WhenAll(feed.DisposeAsync().AsTask(), feed.DisposeAsync().AsTask());
        var count = receiver.Count;
        await transport.PublishAsync("orders.placed", "late");
        await transport.DisposeAsync();

        Assert.Equal(1_000, count);
        Assert.Equal(1_000, receiver.Count);
    }

    [Fact]
    public async Task Transport_that_ends_has_sent_all_that_was_published_and_ends_once()
    {
        await using var server = await Servers.StartAsync();
        await using var listener = await CoreTransports.ConnectAsync(server.Url);
        var receiver = new FakeReceiver();
        await listener.SubscribeAsync("orders.placed", receiver);
        var transport = await CoreTransports.ConnectAsync(server.Url);

        for (var number = 0; number < 20_000; number++)
        {
            await transport.PublishAsync("orders.placed", $"{number}");
        }

        await Task.WhenAll(transport.DisposeAsync().AsTask(), transport.DisposeAsync().AsTask());
        await transport.DisposeAsync();

        await listener.DisposeAsync();
        Assert.Equal(20_000, receiver.Count);
        Assert.Equal(TransportStatus.Down, transport.Health.Status);
        await Assert.ThrowsAsync<TransportException>(() => transport.PublishAsync("orders.placed", "late").AsTask());
    }
}
