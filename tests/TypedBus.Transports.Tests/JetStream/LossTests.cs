using NATS.Client.Core;
using TypedBus.Nats.JetStream;
using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>What is taken away from under a running subscription is noticed, and made again where it can be.</summary>
public sealed class LossTests : JetStreamTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Consumer_that_is_deleted_is_made_again_and_nothing_is_lost(bool isDurable)
    {
        await using var transport = await Server.StartAsync();
        await transport.PublishAsync("orders.placed", "before");
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription() with { IsDurable = isDurable }, receiver, CancellationToken.None);
        var name = Assert.Single(await Admin.ConsumersAsync("orders"));
        await transport.PublishAsync("orders.placed", 10);
        var seen = new HashSet<string>();
        foreach (var received in await receiver.NextAsync(10))
        {
            // One fails, and waits for its turn at the server when the consumer goes.
            await (received.Id == "5" ? received.Delivery.RetryAsync(TimeSpan.FromMinutes(1)) : received.Delivery.CompleteAsync());
        }

        Assert.True(await Admin.Context.DeleteConsumerAsync("orders", name));
        await transport.PublishAsync("orders.placed", "after");

        while (!seen.Contains("5") || !seen.Contains("after"))
        {
            var received = await receiver.NextAsync();
            seen.Add(received.Id);
            await received.Delivery.CompleteAsync();
        }

        // What was there before the subscription is not part of it now, either.
        Assert.DoesNotContain("before", seen);
        Assert.Equal(name, Assert.Single(await Admin.ConsumersAsync("orders")));
        await Admin.UntilAsync(() => Admin.ConsumerAsync(name: name), static consumer => consumer.NumAckPending == 0 && consumer.NumPending == 0);
        Assert.Equal(TransportStatus.Up, transport.Health.Status);
        TestContext.Current.TestOutputHelper!.WriteLine($"came again: {receiver.Count - 11}");
    }

    [Fact]
    public async Task Stream_that_is_deleted_shows_in_the_health_and_one_of_its_name_goes_on()
    {
        await using var transport = await Server.StartAsync();
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await transport.PublishAsync("orders.placed", 5);
        foreach (var received in await receiver.NextAsync(5))
        {
            await received.Delivery.CompleteAsync();
        }

        await Admin.Context.DeleteStreamAsync("orders");
        var health = await Admin.UntilAsync(() => Task.FromResult(transport.Health), static health => health.Status == TransportStatus.Degraded);
        Assert.Contains("'Shop_Billing_Bill_OrderPlaced'", health.Description, StringComparison.Ordinal);

        await Admin.MakeStreamAsync("orders", "orders.>");
        await transport.PublishAsync("orders.placed", "new");
        Assert.Equal("new", (await receiver.NextAsync()).Id);
        await Admin.UntilAsync(() => Task.FromResult(transport.Health), static health => health.Status == TransportStatus.Up);
    }

    [Fact]
    public async Task Server_that_is_killed_and_comes_back_goes_on_delivering()
    {
        await using var transport = await Server.StartAsync();
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await using var passing = await transport.SubscribeAsync(
            Events.Subscription("Shop.Passing") with { IsDurable = false }, new Receiver(), CancellationToken.None);
        await transport.PublishAsync("orders.placed", "1");
        var held = await receiver.NextAsync();

        await Server.KillAsync();
        await Admin.UntilAsync(() => Task.FromResult(transport.Health), static health => health.Status == TransportStatus.Down);

        // Settled while there is no server: it is sent when there is one.
        var settling = held.Delivery.CompleteAsync().AsTask();
        await Server.RestartAsync();
        await settling;
        await transport.PublishAsync("orders.placed", "2");

        var next = await receiver.NextAsync();
        Assert.Equal("2", next.Id);
        await next.Delivery.CompleteAsync();
        await Admin.UntilAsync(() => Admin.ConsumerAsync(), static consumer => consumer.AckFloor.StreamSeq == 2);
        Assert.Equal(2, receiver.Count);
    }

    [Fact]
    public async Task Pull_that_theServer_ends_is_asked_anew_for_as_much_as_has_not_come()
    {
        // What a 2.9 server sends when the time of a pull is over.
        var status = FeedStatus.Read(new("NATS/1.0 408 Request Timeout\r\nNats-Pending-Messages: 7\r\nNats-Pending-Bytes: 0\r\n\r\n"u8.ToArray()));
        Assert.Equal((408, "Request Timeout", 7L), (status.Code, status.Text, status.Missing));

        // It is the same on the wire, by the client's own means.
        await using var transport = await Server.StartAsync();
        await (await transport.SubscribeAsync(Events.Subscription(), new Receiver(), CancellationToken.None)).DisposeAsync();
        await using var connection = new NatsConnection(NatsOpts.Default with { Url = Server.Url });
        await using var inbox = await connection.SubscribeCoreAsync<string>("_INBOX.pull");
        await connection.PublishAsync(
            "$JS.API.CONSUMER.MSG.NEXT.orders.Shop_Billing_Bill_OrderPlaced", """{"batch":7,"expires":100000000}""", replyTo: "_INBOX.pull");
        var message = await inbox.Msgs.ReadAsync();
        Assert.Equal((408, "7"), (message.Headers!.Code, message.Headers["Nats-Pending-Messages"].ToString()));
    }
}
