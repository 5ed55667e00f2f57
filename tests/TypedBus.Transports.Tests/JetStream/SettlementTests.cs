using System.Diagnostics;
using System.Globalization;
using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>What becomes of deliveries: done, again, back, or prolonged while they are under way.</summary>
public sealed class SettlementTests : JetStreamTest
{
    [Fact]
    public async Task Delivery_that_is_done_is_done_at_theServer()
    {
        await using var transport = await Server.StartAsync();
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await transport.PublishAsync("orders.placed", 3);

        foreach (var received in await receiver.NextAsync(3))
        {
            await received.Delivery.CompleteAsync();
        }

        var consumer = await Admin.UntilAsync(() => Admin.ConsumerAsync(), static consumer => consumer.NumAckPending == 0);
        Assert.Equal(3ul, consumer.AckFloor.StreamSeq);
        Assert.Equal(0, consumer.NumRedelivered);
    }

    [Fact]
    public async Task Settlement_that_is_confirmed_is_known_to_theServer_when_it_returns()
    {
        await using var transport = await Server.StartAsync(static options => options.JetStream.ConfirmSettlement = true);
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await transport.PublishAsync("orders.placed", 20);

        for (var number = 1ul; number <= 20; number++)
        {
            await (await receiver.NextAsync()).Delivery.CompleteAsync();
            Assert.Equal(number, (await Admin.ConsumerAsync()).AckFloor.StreamSeq);
        }
    }

    [Fact]
    public async Task Delivery_comes_again_with_its_attempt_and_not_before_its_delay()
    {
        await using var transport = await Server.StartAsync();
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await transport.PublishAsync("orders.placed", "1");

        await (await receiver.NextAsync()).Delivery.RetryAsync(TimeSpan.Zero);
        var second = await receiver.NextAsync();
        Assert.Equal(("1", 2), (second.Id, second.Delivery.Attempt));

        var watch = Stopwatch.StartNew();
        await second.Delivery.RetryAsync(TimeSpan.FromMilliseconds(400));
        var third = await receiver.NextAsync();
        Assert.Equal(("1", 3), (third.Id, third.Delivery.Attempt));
        Assert.InRange(watch.ElapsedMilliseconds, 390, 10_000);
        await third.Delivery.CompleteAsync();
    }

    [Fact]
    public async Task Slow_handlers_keep_what_they_have_for_as_long_as_they_take()
    {
        await using var transport = await Server.StartAsync(static options => options.JetStream.AckWait = TimeSpan.FromSeconds(1));
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await transport.PublishAsync("orders.placed", 5);
        var slow = await receiver.NextAsync(5);

        // The server's own clock says when three times its patience have passed.
        var start = await ServerTimeAsync();
        await Admin.UntilAsync(
            async () =>
            {
                await Task.Delay(100);
                await transport.PublishAsync("orders.other", Guid.NewGuid().ToString());
                return await ServerTimeAsync();
            },
            now => now - start > TimeSpan.FromSeconds(3));

        Assert.Equal(0, (await Admin.ConsumerAsync()).NumRedelivered);
        foreach (var received in slow)
        {
            await received.Delivery.CompleteAsync();
        }

        await Admin.UntilAsync(() => Admin.ConsumerAsync(), static consumer => consumer.NumAckPending == 0);
        Assert.Equal(5, receiver.Count);
    }

    [Theory]
    [InlineData(null, 1, 256, 16)]
    [InlineData(null, 4, 256, 64)]
    [InlineData(null, 4, 6, 10)]
    [InlineData(100, 1, 256, 100)]
    [InlineData(5000, 1, 10_000, 1000)]
    public async Task No_more_is_asked_for_than_workers_hold(int? prefetch, int concurrency, int capacity, int most)
    {
        await using var transport = await Server.StartAsync(options => options.JetStream.Prefetch = prefetch);
        await (await transport.SubscribeAsync(Events.Subscription(), new Receiver(), CancellationToken.None)).DisposeAsync();
        await Task.WhenAll(Enumerable.Range(0, 1600).Select(number => transport.PublishAsync("orders.placed", $"{number}").AsTask()));
        var receiver = new Receiver();
        var subscription = Events.Subscription() with { Concurrency = concurrency, Capacity = capacity };
        await using var feed = await transport.SubscribeAsync(subscription, receiver, CancellationToken.None);

        var held = await receiver.NextAsync(most);
        Assert.Equal(most, (await Admin.ConsumerAsync()).NumAckPending);
        Assert.Equal(most, receiver.Count);

        // As many come again as are settled, in batches of half.
        foreach (var received in held.Take(most / 2))
        {
            await received.Delivery.CompleteAsync();
        }

        await receiver.NextAsync(most / 2);
        await Admin.UntilAsync(() => Admin.ConsumerAsync(), consumer => consumer.AckFloor.StreamSeq == (ulong)(most / 2));
        Assert.Equal(most, (await Admin.ConsumerAsync()).NumAckPending);
        Assert.Equal(most + (most / 2), receiver.Count);
    }

    [Fact]
    public async Task Subscription_that_ends_gives_back_at_once_what_it_has_not_taken()
    {
        await using var one = await Server.StartAsync(static options => options.JetStream.Prefetch = 1000);
        await (await one.SubscribeAsync(Events.Subscription(), new Receiver(), CancellationToken.None)).DisposeAsync();
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => one.PublishAsync("orders.placed", $"{number}").AsTask()));

        // It takes 100 of a thousand that are on their way, refuses the others, and ends without a word on what it took.
        var taken = 0;
        var closing = new Receiver(_ => ++taken <= 100 ? ReceiveResult.Taken : ReceiveResult.Closed);
        var subscription = Events.Subscription() with { Capacity = 1000 };
        var feed = await one.SubscribeAsync(subscription, closing, CancellationToken.None);
        var held = await closing.NextAsync(100);
        await feed.DisposeAsync();
        Assert.False(closing.WasRaced);
        var count = closing.Count;

        await using var two = await Server.StartAsync(static options => options.JetStream.Prefetch = 1000);
        var receiver = new Receiver();
        await using var second = await two.SubscribeAsync(subscription, receiver, CancellationToken.None);
        var watch = Stopwatch.StartNew();
        var others = await receiver.NextAsync(900);

        // Far below the thirty seconds after which the server would have given them back by itself.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(900, others.Select(static received => received.Id).Except(held.Select(static received => received.Id)).Count());
        Assert.Equal(count, closing.Count);

        // What the first took it can still settle.
        foreach (var received in held.Concat(others))
        {
            await received.Delivery.CompleteAsync();
        }

        await Admin.UntilAsync(() => Admin.ConsumerAsync(), static consumer => consumer.NumAckPending == 0);
        Assert.Equal(900, receiver.Count);
    }

    [Fact]
    public async Task What_was_settled_before_the_end_is_settled_at_theServer()
    {
        var transport = await Server.StartAsync(static options => options.JetStream.Prefetch = 200);
        var receiver = new Receiver();
        await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await transport.PublishAsync("orders.placed", 100);
        foreach (var received in await receiver.NextAsync(100))
        {
            await received.Delivery.CompleteAsync();
        }

        await transport.DisposeAsync();
        var consumer = await Admin.ConsumerAsync();
        Assert.Equal((100ul, 0), (consumer.AckFloor.StreamSeq, consumer.NumAckPending));

        // Again, and by two at once: the same end.
        await Task.WhenAll(transport.DisposeAsync().AsTask(), transport.DisposeAsync().AsTask());
        Assert.Equal(TransportStatus.Down, transport.Health.Status);
    }

    private async Task<DateTimeOffset> ServerTimeAsync() =>
        DateTimeOffset.Parse((await Admin.StreamAsync("orders")).State.LastTs!, CultureInfo.InvariantCulture);
}
