using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Observation;

/// <summary>What a listener of the meter <c>TypedBus</c> sees: names, tags and counts.</summary>
public sealed class CountersTests
{
    private const string Subject = "tests.counted";
    private const string Waiter = "TypedBus.Tests.Observation.CountersTests.Waiting.Wait.CountersTests.Waited";

    private static readonly Dictionary<string, object?> _publishTags = new()
    {
        ["messaging.system"] = "typedbus",
        ["messaging.destination.name"] = Subject,
        ["messaging.operation.name"] = "publish",
        ["messaging.operation.type"] = "send",
    };

    private static readonly Dictionary<string, object?> _processTags = new()
    {
        ["messaging.system"] = "typedbus",
        ["messaging.destination.name"] = Subject,
        ["messaging.operation.name"] = "process",
        ["messaging.operation.type"] = "process",
        ["messaging.consumer.group.name"] = "counters",
        ["typedbus.handler"] = "TypedBus.Tests.Observation.CountersTests.Counting.Count.CountersTests.Counted",
    };

    [Event(Subject)]
    public readonly record struct Counted(int Failures);

    [Event("tests.counted.waited")]
    public readonly record struct Waited(bool Publishes);

    public sealed record Nobody;

    public sealed class Counting
    {
        [Handler(Group = "counters", Attempts = 3)]
        public void Count(Counted counted, EventContext context)
        {
            if (context.Attempt <= counted.Failures)
            {
                throw new FormatException("counted");
            }
        }
    }

    public sealed class Waiting(Recorder recorder)
    {
        [Handler(Capacity = 4)]
        public async Task Wait(Waited waited, EventContext context, CancellationToken cancellationToken)
        {
            recorder.Add("waits");
            await recorder.Gate("open", cancellationToken);
            if (waited.Publishes)
            {
                await context.PublishAsync(new Counted(0));
            }
        }
    }

    private static BareBus Start(Action<EventBusBuilder>? configure = null, TimeProvider? time = null) => BareBus.Start<CountersTests>(
        bus =>
        {
            bus.Retry(static retry => retry.Delay = TimeSpan.Zero);
            configure?.Invoke(bus);
        },
        time: time);

    private static Dictionary<string, object?> WithError(Dictionary<string, object?> tags, string error) => new(tags) { ["error.type"] = error };

    [Fact]
    public async Task What_is_published_and_handled_is_counted_with_its_tags()
    {
        using var measured = new Measurements("messaging.destination.name", Subject);
        await using var test = Start();
        await test.Bus.PublishAsync(new Counted(0));
        await test.Bus.PublishAsync(new Counted(0));
        await test.Bus.StopAsync();
        Assert.All(measured.Of("messaging.client.sent.messages"), static one => Assert.Equivalent(_publishTags, one.Tags, strict: true));
        Assert.All(measured.Of("messaging.client.consumed.messages"), static one => Assert.Equivalent(_processTags, one.Tags, strict: true));
        Assert.Equal((2, 2), (measured.Sum("messaging.client.sent.messages"), measured.Sum("messaging.client.consumed.messages")));
        var durations = measured.Of("messaging.process.duration");
        Assert.Equal(2, durations.Count);
        Assert.All(durations, static one => Assert.Equivalent(_processTags, one.Tags, strict: true));
        Assert.All(durations, static one => Assert.InRange(one.Value, 1e-9, 60));
        Assert.Equal(0, measured.Sum("typedbus.failures") + measured.Sum("typedbus.retries") + measured.Sum("typedbus.dead_letters"));
    }

    [Fact]
    public async Task What_fails_is_counted_by_its_error()
    {
        using var measured = new Measurements("messaging.destination.name", Subject);
        await using var test = Start(static bus => bus.Options.DeadLetterCapacity = 1);
        foreach (var failures in new[] { 0, 1, 3, 3 })
        {
            await test.Bus.PublishAsync(new Counted(failures));
        }

        await test.Bus.StopAsync();
        Assert.Equal(4, measured.Sum("messaging.client.consumed.messages"));
        Assert.Equal(7, measured.Sum("typedbus.failures"));
        Assert.Equal(5, measured.Sum("typedbus.retries"));
        Assert.Equal(2, measured.Sum("typedbus.dead_letters"));
        Assert.Equal(1, measured.Sum("typedbus.dead_letters.lost"));
        var expected = WithError(_processTags, "System.FormatException");
        Assert.All(measured.Of("typedbus.failures"), one => Assert.Equivalent(expected, one.Tags, strict: true));
        Assert.All(measured.Of("typedbus.dead_letters"), one => Assert.Equivalent(expected, one.Tags, strict: true));
        Assert.All(measured.Of("typedbus.retries"), static one => Assert.Equivalent(_processTags, one.Tags, strict: true));
        var durations = measured.Of("messaging.process.duration");
        Assert.Equal(9, durations.Count);
        Assert.Equal(7, durations.Count(static one => Equals(one.Tags.GetValueOrDefault("error.type"), "System.FormatException")));
    }

    [Fact]
    public async Task A_publish_that_fails_is_counted_by_its_error()
    {
        using var measured = new Measurements("messaging.destination.name", Subject);
        await using var test = Start();
        await test.Bus.StopAsync();
        await Assert.ThrowsAsync<PublishRefusedException>(async () => await test.Bus.PublishAsync(new Counted(0)));
        var sent = Assert.Single(measured.Of("messaging.client.sent.messages"));
        Assert.Equivalent(WithError(_publishTags, "TypedBus.PublishRefusedException"), sent.Tags, strict: true);
    }

    [Fact]
    public async Task What_a_handler_publishes_is_counted()
    {
        using var measured = new Measurements("messaging.destination.name", Subject);
        await using var test = Start();
        test.Recorder.Open("open");
        await test.Bus.PublishAsync(new Waited(Publishes: true));
        await test.Bus.StopAsync();
        Assert.Equal((1, 1), (measured.Sum("messaging.client.sent.messages"), measured.Sum("messaging.client.consumed.messages")));
    }

    [Fact]
    public async Task What_nobody_hears_is_counted_by_type()
    {
        using var measured = new Measurements("typedbus.event.type", "TypedBus.Tests.Observation.CountersTests.Nobody");
        await using var test = Start();
#pragma warning disable TB3002 // What becomes of it is the test.
        await test.Bus.PublishAsync(new Nobody());
        await test.Bus.DispatchAsync(new Nobody());
#pragma warning restore TB3002
        Assert.Equal(2, measured.Sum("typedbus.unheard"));
        Assert.Equal("typedbus", measured.Of("typedbus.unheard")[0].Tags["messaging.system"]);
        Assert.Equal(2, test.Bus.Snapshot().Unheard);
    }

    [Fact]
    public async Task A_full_queue_shows_as_depth_and_what_a_stop_drops_is_counted()
    {
        var time = new SignallingTime();
        using var measured = new Measurements("typedbus.handler", Waiter);
        await using var test = Start(time: time);
        await test.Bus.PublishAsync(default(Waited));
        await test.Recorder.Reaches(1);
        for (var count = 0; count < 3; count++)
        {
            await test.Bus.PublishAsync(default(Waited));
        }

        measured.Look();
        var snapshot = Find(test, Waiter);
        var stopping = test.Bus.StopAsync();
        Assert.Equal(TimeSpan.FromSeconds(25), await time.NextTimer());
        time.Advance(TimeSpan.FromSeconds(25));
        await stopping;
        var depth = Assert.Single(measured.Of("typedbus.queue.depth"), static one => one.Value != 0);
        Assert.Equal((3, "tests.counted.waited", 3), (depth.Value, depth.Tags["messaging.destination.name"], snapshot.Depth));
        Assert.Equal((4, 1), (measured.Sum("typedbus.dropped"), measured.Of("typedbus.dropped").Count));
        Assert.Equal("stop_limit", measured.Of("typedbus.dropped")[0].Tags["typedbus.drop.reason"]);
        Assert.Equal((4, 0, 4), (Find(test, Waiter).Accepted, Find(test, Waiter).Settled, Find(test, Waiter).Dropped));
    }

    [Fact]
    public async Task What_a_disposal_drops_is_counted_too()
    {
        using var measured = new Measurements("typedbus.handler", Waiter);
        var test = Start();
        await test.Bus.PublishAsync(default(Waited));
        await test.Recorder.Reaches(1);
        test.Bus.Dispose();
        await test.Bus.StopAsync();
        Assert.Equal(1, measured.Sum("typedbus.dropped"));
    }

    [Fact]
    public async Task The_services_meter_factory_makes_the_meter()
    {
        IMeterFactory? factory = null;
        using var measured = new Measurements("messaging.destination.name", Subject, instrument => instrument.Meter.Scope is { } scope && scope == factory);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        factory = services.GetRequiredService<IMeterFactory>();
        await using var test = Start(bus => bus.Services.AddSingleton(factory));
        await test.Bus.PublishAsync(new Counted(0));
        await test.Bus.StopAsync();
        Assert.Equal(1, measured.Sum("messaging.client.consumed.messages"));
    }

    [Fact]
    public async Task A_meter_of_the_bus_own_ends_with_the_bus()
    {
        using var measured = new Measurements("messaging.destination.name", Subject);
        var test = Start();
        await test.Bus.PublishAsync(new Counted(0));
        await test.Bus.StopAsync();
        var meter = measured.Of("messaging.client.sent.messages")[0].Meter;
        Assert.DoesNotContain(meter, measured.Ended);
        await test.DisposeAsync();
        Assert.Contains(meter, measured.Ended);
    }

    private static SubscriptionSnapshot Find(BareBus test, string handler) =>
        Assert.Single(test.Bus.Snapshot().Subscriptions, subscription => subscription.Name == handler);
}
