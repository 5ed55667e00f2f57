using TypedBus.Tests.Support;

namespace TypedBus.Tests.Transports;

/// <summary>What leaves the process, and what comes in.</summary>
public sealed class CarryingTests
{
    public static class Billing
    {
        [Handler]
        public static Billed Bill(in Placed placed, EventContext context, Recorder recorder)
        {
            recorder.Add($"{placed.Number} {context.Id} {context.CorrelationId} {context.Key} {context.Subject} {context.Attempt}");
            return new Billed(placed.Number * 10);
        }
    }

    public static class Bases
    {
        [Handler]
        public static void Take(IParcel parcel, EventContext context, Recorder recorder) => recorder.Add($"{parcel} {context.Subject}");
    }

    public static class Filtered
    {
        [Handler(Subject = "tests.wired.eu.*")]
        public static void Take(Shipped shipped, Recorder recorder) => recorder.Add(shipped.Region);
    }

    [Fact]
    public async Task An_event_leaves_once_with_its_headers_and_reaches_the_handler_from_the_transport_alone()
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<CarryingTests>(transport, "Billing.*");
        var options = new PublishOptions { CorrelationId = "c", Key = "k", Headers = new Dictionary<string, string> { ["mine"] = "1" } };
        var placed = await transport.Write(test, new Placed(1), options);
        Assert.Equal("tests.wired.placed", placed.Subject);
        Assert.Equal("""{"Number":1,"Region":"eu"}""", placed.Body);
        Assert.Equal("tests.wired.placed.v1", placed.Headers[HeaderNames.Type]);
        Assert.Equal(("c", "k", "1", "application/json"), (
            placed.Headers[HeaderNames.CorrelationId], placed.Headers[HeaderNames.Subject], placed.Headers["mine"], placed.Headers[HeaderNames.ContentType]));
        Assert.Empty(test.Recorder.Entries);

        var name = test.Name();
        Assert.Equal("done", await transport.Bring(name, placed).Settled);
        Assert.Equal([$"1 {placed.Headers[HeaderNames.Id]} c k tests.wired.placed 1"], test.Recorder.Entries);
        Assert.True(transport.Published.TryDequeue(out var billed));
        Assert.Equal((placed.Headers[HeaderNames.Id], "c"), (billed.Headers[HeaderNames.CausationId], billed.Headers[HeaderNames.CorrelationId]));

        // Once more, as a broker does whose delivery was not settled: what follows has the same identifier.
        Assert.Equal("done", await transport.Bring(name, placed, attempt: 2).Settled);
        Assert.EndsWith(" 2", test.Recorder.Entries[1], StringComparison.Ordinal);
        Assert.True(transport.Published.TryDequeue(out var again));
        Assert.Equal(billed.Headers[HeaderNames.Id], again.Headers[HeaderNames.Id]);
    }

    [Fact]
    public async Task What_somebody_else_sent_keeps_his_identifiers()
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<CarryingTests>(transport, "Billing.*");
        var placed = await transport.Write(test, new Placed(1));
        placed.Headers[HeaderNames.Id] = "theirs";
        Assert.Equal("done", await transport.Bring(test.Name(), placed).Settled);
        Assert.Equal([$"1 {new HeaderId("theirs").Id} theirs  tests.wired.placed 1"], test.Recorder.Entries);
        Assert.True(transport.Published.TryDequeue(out var billed));
        Assert.Equal("theirs", billed.Headers[HeaderNames.CorrelationId]);
    }

    [Fact]
    public async Task A_handler_of_a_base_type_has_a_subscription_for_each_event()
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<CarryingTests>(transport, "Bases.*");
        var name = test.Name();
        var (shipped, returned) = (await transport.Write(test, new Shipped("eu")), await transport.Write(test, new Returned(7)));
        Assert.Equal(["started tests.wired.*.shipped tests.wired.billed tests.wired.placed tests.wired.returned"], transport.Events.Take(1));
        Assert.Equal("tests.wired.*.shipped", transport.Subscription($"{name}/tests.wired.{{Region}}.shipped").Subject);
        Assert.Equal("done", await transport.Bring($"{name}/tests.wired.{{Region}}.shipped", shipped).Settled);
        Assert.Equal("done", await transport.Bring($"{name}/tests.wired.returned", returned).Settled);
        Assert.Equal(
            ["Shipped { Region = eu } tests.wired.eu.shipped", "Returned { Number = 7 } tests.wired.returned"], test.Recorder.Entries);
    }

    [Fact]
    public async Task A_filter_is_the_brokers_work()
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<CarryingTests>(transport, "Filtered.*");
        await test.Bus.Running;
        Assert.Equal("tests.wired.eu.shipped", transport.Subscription(test.Name()).Subject);
        await Assert.ThrowsAsync<ArgumentException>(() => test.Bus.PublishAsync(new Shipped("eu.west")).AsTask());
        Assert.Empty(transport.Published);
    }

    [Fact]
    public async Task Without_headers_nothing_is_allocated()
    {
        var transport = new WireTransport(TransportFeatures.None);
        await using var bus = await EventBus.StartAsync(
            [new WiredModule()],
            builder => builder.AddTransport("wire", _ => transport).UseTransport("process", "tests.wired.placed").UseTransport<Returned>("process"),
            TestContext.Current.CancellationToken);
        var billed = new Billed(1);
        for (var number = 0; number < 3_000; number++)
        {
            Publish(bus, billed);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 1_000; number++)
        {
            Publish(bus, billed);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task A_subscription_at_run_time_begins_and_ends_at_the_transport()
    {
        var transport = new WireTransport();
        await using var test = Wired.Start<CarryingTests>(transport, "Filtered.*");
        var billed = await transport.Write(test, new Billed(1));
        var subscription = test.Bus.Subscribe<Billed>("mine", context =>
        {
            test.Recorder.Add($"{context.Event.Number}");
            return default;
        });
        await subscription.Started;
        Assert.True(transport.Subscription("mine").IsDurable);
        Assert.Equal("done", await transport.Bring("mine", billed).Settled);
        await subscription.StopAsync();
        Assert.Contains("ended mine", transport.Events);
        Assert.Equal(["1"], test.Recorder.Entries);
    }

    private static void Publish(EventBus bus, Billed billed) => Assert.True(bus.PublishAsync(in billed).IsCompletedSuccessfully);
}
