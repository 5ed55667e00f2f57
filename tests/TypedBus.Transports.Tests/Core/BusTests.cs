using System.Threading.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace TypedBus.Transports.Tests.Core;

/// <summary>Typed events over core NATS, with generated serializers, as an application has them.</summary>
public sealed class BusTests
{
    [Event("core.placed")]
    public readonly record struct Placed(int Number, string Region);

    [Event("core.billed")]
    public sealed record Billed(int Number, decimal Total);

    [Event("core.{Region}.shipped")]
    public sealed record Shipped(string Region, int Number);

    /// <summary>What the handlers of one test have seen.</summary>
    public sealed class Journal
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public TaskCompletionSource? Gate { get; set; }

        public void Add(string line) => _lines.Writer.TryWrite(line);

        public async Task<string> NextAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            return await _lines.Reader.ReadAsync(limit.Token);
        }
    }

    public static class Billing
    {
        [Handler]
        public static Billed Bill(in Placed placed, EventContext context, Journal journal)
        {
            journal.Add($"bill {placed.Number} {placed.Region} {context.CorrelationId} {context.Subject} {context.Attempt}");
            return new Billed(placed.Number, placed.Number * 1.5m);
        }
    }

    public static class Ledger
    {
        [Handler]
        public static void Book(Billed billed, EventContext context, Journal journal) =>
            journal.Add($"book {billed.Number} {billed.Total} {context.CorrelationId}");
    }

    public static class South
    {
        [Handler(Subject = "core.south.*")]
        public static void Take(Shipped shipped, Journal journal) => journal.Add($"south {shipped.Number}");
    }

    public static class Slow
    {
        [Handler]
        public static async Task Take(Placed placed, Journal journal)
        {
            journal.Add($"slow {placed.Number}");
            await journal.Gate!.Task;
        }
    }

    [Fact]
    public async Task Configuration_alone_has_events_travel_by_nats()
    {
        await using var server = await Servers.StartAsync();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["TypedBus:Transport"] = "nats",
            ["TypedBus:Nats:Url"] = server.Url,
        });
        var journal = new Journal();
        builder.Services.AddSingleton(journal);
        builder.Services.AddTypedBus(EventModules.All, static bus => bus.Handlers.Only(Handlers("Billing"), Handlers("Ledger")));
        builder.Services.AddHealthChecks().AddTypedBus();
        using var host = builder.Build();
        await host.StartAsync();
        await using var stranger = new NatsConnection(new NatsOpts { Url = server.Url });
        await using var watch = await stranger.SubscribeCoreAsync<byte[]>("core.>");
        await stranger.PingAsync();

        var bus = host.Services.GetRequiredService<EventBus>();
        await bus.PublishAsync(new Placed(7, "south"), new PublishOptions { CorrelationId = "c" });

        Assert.Equal("bill 7 south c core.placed 1", await journal.NextAsync());
        Assert.Equal("book 7 10.5 c", await journal.NextAsync());
        var seen = await watch.Msgs.ReadAsync();
        Assert.Equal("core.placed", seen.Subject);
        Assert.Equal("core.placed.v1", seen.Headers![HeaderNames.Type]);
        var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Healthy, health.Status);
        Assert.Contains("nats: Connected", health.Entries["typedbus"].Description, StringComparison.Ordinal);

        await server.KillAsync();
        await UntilAsync(() => bus.Transports["nats"].Health.Status == TransportStatus.Down);
        health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        await host.StopAsync();
    }

    [Fact]
    public async Task Two_processes_share_what_one_handler_takes_and_each_has_its_own_filter()
    {
        await using var server = await Servers.StartAsync();
        var (one, two) = (new Journal(), new Journal());
        await using var first = await StartAsync(server, one, "Ledger", "South");
        await using var second = await StartAsync(server, two, "Ledger");

        for (var number = 0; number < 100; number++)
        {
            await second.PublishAsync(new Billed(number, 1));
        }

        await second.PublishAsync(new Shipped("north", 1));
        await second.PublishAsync(new Shipped("south", 2));
        var a = new List<string>();
        while (!a.Contains("south 2"))
        {
            a.Add(await one.NextAsync());
        }

        await first.DisposeAsync();
        await second.DisposeAsync();

        a.AddRange(await DrainAsync(one));
        var b = await DrainAsync(two);
        Assert.True(a.Remove("south 2"));
        Assert.DoesNotContain(a.Concat(b), static line => line.StartsWith("south", StringComparison.Ordinal));
        Assert.Equal(100, a.Concat(b).Distinct().Count());
        Assert.Equal(100, a.Count + b.Count);
        Assert.True(a.Count > 0 && b.Count > 0, $"{a.Count} and {b.Count}");
    }

    [Fact]
    public async Task What_nobody_can_read_is_a_dead_letter_and_the_worker_goes_on()
    {
        await using var server = await Servers.StartAsync();
        var journal = new Journal();
        await using var bus = await StartAsync(server, journal, "Ledger");
        await using var stranger = new NatsConnection(new NatsOpts { Url = server.Url });
        NatsHeaders Headers(string type, string id) => new()
        {
            [HeaderNames.SpecVersion] = "1.0",
            [HeaderNames.Id] = id,
            [HeaderNames.Source] = "stranger",
            [HeaderNames.Type] = type,
        };

        await stranger.PublishAsync("core.billed", "bare");
        await stranger.PublishAsync("core.billed", "garbage", Headers("core.billed.v1", "1"));
        await stranger.PublishAsync("core.billed", "x", Headers("core.nothing.v1", "2"));
        await stranger.PublishAsync("core.billed", "x", Headers("core.billed.v1", new string('9', 5_000)));
        await stranger.PingAsync();
        await bus.PublishAsync(new Billed(1, 2));

        Assert.StartsWith("book 1 2 ", await journal.NextAsync(), StringComparison.Ordinal);
        var letters = bus.DeadLetters.List();
        Assert.Equal(4, letters.Count);
        Assert.Contains("ce-specversion is missing", letters[0].Reason.Message, StringComparison.Ordinal);
        Assert.Contains("core.nothing.v1", letters[2].Reason.Message, StringComparison.Ordinal);
        Assert.Contains("too long", letters[3].Reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_handler_loses_what_is_past_its_limit_and_that_shows()
    {
        await using var server = await Servers.StartAsync();
        var journal = new Journal { Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        await using var bus = await StartAsync(server, journal, configure: static bus =>
        {
            bus.UseNats(static options => options.PendingLimit = 8);
            bus.Handler(Handlers("Slow")).Capacity(4);
        }, "Slow");

        await bus.PublishAsync(new Placed(0, "eu"));
        Assert.Equal("slow 0", await journal.NextAsync());
        for (var number = 1; number <= 50; number++)
        {
            await bus.PublishAsync(new Placed(number, "eu"));
        }

        await UntilAsync(() => bus.Transports["nats"].Health.Description.StartsWith("42 ", StringComparison.Ordinal));
        Assert.Equal(TransportStatus.Degraded, bus.Transports["nats"].Health.Status);
        journal.Gate.SetResult();
        await bus.DisposeAsync();
        Assert.Equal(Enumerable.Range(1, 8).Select(static number => $"slow {number}"), await DrainAsync(journal));
    }

    [Fact]
    public async Task Server_that_refuses_fails_the_start_of_the_bus()
    {
        await using var server = await Servers.StartAsync(configuration: static _ => "authorization { token: sesame }");

        var exception = await Assert.ThrowsAsync<TransportException>(() => StartAsync(server, new Journal(), "Ledger"));

        Assert.Contains("refuses", exception.Message, StringComparison.Ordinal);
    }

    private static string Handlers(string type) => $"{typeof(BusTests).FullName}.{type}.*";

    private static Task<EventBus> StartAsync(NatsServer server, Journal journal, params string[] handlers) =>
        StartAsync(server, journal, static _ => { }, handlers);

    private static Task<EventBus> StartAsync(NatsServer server, Journal journal, Action<EventBusBuilder> configure, params string[] handlers) =>
        EventBus.StartAsync(EventModules.All, bus =>
        {
            bus.Services.AddSingleton(journal).AddSingleton<ILoggerFactory>(new TestLog());
            bus.UseTransport("nats").UseNats(options => options.Url = server.Url);
            bus.Handlers.Only([.. handlers.Select(Handlers)]);
            configure(bus);
        });

    private static async Task<List<string>> DrainAsync(Journal journal)
    {
        journal.Add("end");
        var lines = new List<string>();
        while (await journal.NextAsync() is not "end" and var line)
        {
            lines.Add(line);
        }

        return lines;
    }

    // For states that nothing announces.
    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
