using NATS.Client.JetStream.Models;
using TypedBus.Nats;
using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>Each subscription has a durable consumer that says all of itself, shared by those who should share.</summary>
public sealed class ConsumerTests : JetStreamTest
{
    [Fact]
    public async Task Consumer_is_explicit_in_all_that_it_is_asked_for()
    {
        await using var transport = await Server.StartAsync(subjects: ["orders.*.paid"]);
        await using var feed = await transport.SubscribeAsync(
            Events.Subscription(subject: "orders.*.paid"), new Receiver(), CancellationToken.None);

        var consumer = (await Admin.ConsumerAsync()).Config;
        Assert.Equal("orders.*.paid", consumer.FilterSubject);
        Assert.Null(consumer.FilterSubjects);
        Assert.Equal(ConsumerConfigDeliverPolicy.New, consumer.DeliverPolicy);
        Assert.Equal(ConsumerConfigAckPolicy.Explicit, consumer.AckPolicy);
        Assert.Equal(TimeSpan.FromSeconds(30), consumer.AckWait);
        Assert.Equal((1000, -1), (consumer.MaxAckPending, consumer.MaxDeliver));
    }

    [Fact]
    public async Task Subscription_takes_what_fits_its_subject_and_nothing_else()
    {
        await using var transport = await Server.StartAsync(subjects: ["orders.*.paid", "orders.placed"]);
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(subject: "orders.*.paid"), receiver, CancellationToken.None);

        await transport.PublishAsync("orders.placed", "1");
        await transport.PublishAsync("orders.7.paid", "2");
        await transport.PublishAsync("orders.7.shipped", "3");
        await transport.PublishAsync("orders.8.paid", "4");

        Assert.Equal(["2", "4"], (await receiver.NextAsync(2)).Select(static received => received.Id));
        Assert.Equal(2, receiver.Count);
    }

    [Fact]
    public async Task Durable_subscription_keeps_what_comes_while_nobody_runs_it()
    {
        await using var transport = await Server.StartAsync();
        var feed = await transport.SubscribeAsync(Events.Subscription(), new Receiver(), CancellationToken.None);
        await feed.DisposeAsync();

        await transport.PublishAsync("orders.placed", 10);

        var receiver = new Receiver();
        await using var second = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 10).Select(static number => $"{number}"), (await receiver.NextAsync(10)).Select(static received => received.Id));
    }

    [Theory]
    [InlineData(JetStreamStart.New, "2")]
    [InlineData(JetStreamStart.All, "1")]
    public async Task New_subscription_begins_where_the_settings_say(JetStreamStart start, string first)
    {
        await using var transport = await Server.StartAsync(options => options.JetStream.Start = start);
        await transport.PublishAsync("orders.placed", "1");
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);

        await transport.PublishAsync("orders.placed", "2");

        Assert.Equal(first, (await receiver.NextAsync()).Id);
    }

    [Fact]
    public async Task Where_a_subscription_began_does_not_matter_to_one_that_goes_on()
    {
        await using var one = await Server.StartAsync(static options => options.JetStream.Start = JetStreamStart.All);
        await (await one.SubscribeAsync(Events.Subscription(), new Receiver(), CancellationToken.None)).DisposeAsync();

        await using var two = await Server.StartAsync(static options => options.JetStream.Start = JetStreamStart.New);
        await using var feed = await two.SubscribeAsync(Events.Subscription(), new Receiver(), CancellationToken.None);

        Assert.Equal(ConsumerConfigDeliverPolicy.All, (await Admin.ConsumerAsync()).Config.DeliverPolicy);
    }

    [Fact]
    public async Task Two_processes_share_a_subscription_and_two_groups_have_each_their_own()
    {
        await using var one = await Server.StartAsync(static options => options.JetStream.Prefetch = 1);
        await using var two = await Server.StartAsync(static options => options.JetStream.Prefetch = 1);
        var (mine, yours, others) = (new Receiver(), new Receiver(), new Receiver());
        await using var first = await one.SubscribeAsync(Events.Subscription(), mine, CancellationToken.None);
        await using var second = await two.SubscribeAsync(Events.Subscription(), yours, CancellationToken.None);
        await using var third = await two.SubscribeAsync(Events.Subscription("Shop.Audit") with { Group = "audit" }, others, CancellationToken.None);

        await one.PublishAsync("orders.placed", 4);

        // Each has one in hand until it is settled, so neither can have both.
        var a = await mine.NextAsync();
        var b = await yours.NextAsync();
        await a.Delivery.CompleteAsync();
        await b.Delivery.CompleteAsync();
        var rest = new HashSet<string> { a.Id, b.Id };
        while (rest.Count < 4)
        {
            if (mine.TryNext(out var received) || yours.TryNext(out received))
            {
                Assert.True(rest.Add(received!.Id));
                await received.Delivery.CompleteAsync();
            }

            await Task.Yield();
        }

        for (var number = 0; number < 4; number++)
        {
            var received = await others.NextAsync();
            Assert.Equal($"{number}", received.Id);
            await received.Delivery.CompleteAsync();
        }

        Assert.Equal(4, mine.Count + yours.Count);
    }

    [Fact]
    public async Task Consumer_of_older_settings_is_changed_to_the_new_ones()
    {
        await using (var one = await Server.StartAsync())
        {
            await (await one.SubscribeAsync(Events.Subscription(), new Receiver(), CancellationToken.None)).DisposeAsync();
        }

        await using var two = await Server.StartAsync(static options =>
        {
            options.JetStream.AckWait = TimeSpan.FromSeconds(7);
            options.JetStream.MaxAckPending = 50;
        });
        await using var feed = await two.SubscribeAsync(Events.Subscription(), new Receiver(), CancellationToken.None);

        var consumer = (await Admin.ConsumerAsync()).Config;
        Assert.Equal((TimeSpan.FromSeconds(7), 50), (consumer.AckWait, consumer.MaxAckPending));
    }

    [Fact]
    public async Task Subscription_whose_subject_has_changed_goes_on_with_the_new_one()
    {
        await using var transport = await Server.StartAsync();
        await (await transport.SubscribeAsync(Events.Subscription(), new Receiver(), CancellationToken.None)).DisposeAsync();
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(subject: "orders.paid"), receiver, CancellationToken.None);

        await transport.PublishAsync("orders.placed", "1");
        await transport.PublishAsync("orders.paid", "2");

        Assert.Equal("2", (await receiver.NextAsync()).Id);
    }

    [Fact]
    public async Task Consumer_that_theServer_cannot_change_is_an_error_that_names_it()
    {
        await using var transport = await Server.StartAsync();
        await Admin.Context.CreateOrUpdateConsumerAsync(
            "orders", new ConsumerConfig("Shop_Billing_Bill_OrderPlaced") { AckPolicy = ConsumerConfigAckPolicy.None, FilterSubject = "orders.placed" });

        var exception = await Assert.ThrowsAsync<TransportException>(() =>
            transport.SubscribeAsync(Events.Subscription(), new Receiver(), CancellationToken.None));

        Assert.Contains("'Shop_Billing_Bill_OrderPlaced'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Delete the consumer", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscription_that_is_not_durable_begins_now_and_leaves_nothing_behind()
    {
        await using var transport = await Server.StartAsync(static options => options.JetStream.Start = JetStreamStart.All);
        await transport.PublishAsync("orders.placed", "1");
        var receiver = new Receiver();
        var feed = await transport.SubscribeAsync(Events.Subscription() with { IsDurable = false }, receiver, CancellationToken.None);
        var consumer = await Admin.ConsumerAsync(name: Assert.Single(await Admin.ConsumersAsync("orders")));
        Assert.Null(consumer.Config.DurableName);
        Assert.Equal(TimeSpan.FromMinutes(5), consumer.Config.InactiveThreshold);

        await transport.PublishAsync("orders.placed", "2");
        Assert.Equal("2", (await receiver.NextAsync()).Id);

        await feed.DisposeAsync();
        Assert.Empty(await Admin.ConsumersAsync("orders"));
    }

    [Fact]
    public async Task Subscriptions_that_are_not_durable_are_each_their_own_unless_they_have_a_group()
    {
        await using var one = await Server.StartAsync(static options => options.JetStream.Prefetch = 1);
        await using var two = await Server.StartAsync(static options => options.JetStream.Prefetch = 1);
        var (alone, grouped) = (Events.Subscription() with { IsDurable = false }, Events.Subscription() with { IsDurable = false, Group = "watch" });
        var receivers = Enumerable.Range(0, 4).Select(static _ => new Receiver()).ToArray();
        await using var a = await one.SubscribeAsync(alone, receivers[0], CancellationToken.None);
        await using var b = await two.SubscribeAsync(alone, receivers[1], CancellationToken.None);
        await using var c = await one.SubscribeAsync(grouped, receivers[2], CancellationToken.None);
        await using var d = await two.SubscribeAsync(grouped, receivers[3], CancellationToken.None);
        Assert.Contains("watch~orders_placed~once", await Admin.ConsumersAsync("orders"));

        await one.PublishAsync("orders.placed", 2);

        Assert.Equal("0", (await receivers[0].NextAsync()).Id);
        Assert.Equal("0", (await receivers[1].NextAsync()).Id);
        Assert.Equal(["0", "1"], new[] { (await receivers[2].NextAsync()).Id, (await receivers[3].NextAsync()).Id }.Order());
    }

    [Fact]
    public async Task Subject_that_no_stream_takes_is_named()
    {
        await using var transport = await Server.StartAsync();

        var exception = await Assert.ThrowsAsync<TransportException>(() =>
            transport.SubscribeAsync(Events.Subscription(subject: "stock.moved"), new Receiver(), CancellationToken.None));

        Assert.Contains("No stream takes all of 'stock.moved'", exception.Message, StringComparison.Ordinal);
    }
}
