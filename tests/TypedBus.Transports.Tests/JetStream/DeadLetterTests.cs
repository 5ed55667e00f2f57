using System.Text;
using NATS.Client.JetStream.Models;
using TypedBus.Nats;
using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>What is given up is stored with all that it was, and can be sent back to the handler that gave it up.</summary>
public sealed class DeadLetterTests : JetStreamTest
{
    private const string Handler = "Shop.Billing.Bill.OrderPlaced";

    private static readonly DeadLetterReason _reason =
        new(Handler, "It failed:\r\nfor a reason", 5, new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));

    [Fact]
    public async Task Dead_letter_has_the_reason_and_all_that_the_event_had()
    {
        await using var transport = await Server.StartAsync();
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await transport.PublishAsync("orders.placed", "1");

        await (await receiver.NextAsync()).Delivery.DeadLetterAsync(_reason);

        var letter = Assert.Single(await ReadAsync(transport.ReplayAsync(transport.DeadLetterSubject(Handler))));
        Assert.Equal("dead.Shop_Billing_Bill_OrderPlaced", letter.Subject);
        Assert.Equal("body of 1", Encoding.UTF8.GetString(letter.Body.Span));
        Assert.Equal("1", letter.Headers[HeaderNames.Id]);
        Assert.Equal("test.v1", letter.Headers[HeaderNames.Type]);
        Assert.Equal("orders.placed", letter.Headers[DeadLetterHeaders.Subject]);
        Assert.Equal(Handler, letter.Headers[DeadLetterHeaders.Handler]);
        Assert.Equal("It failed:  for a reason", letter.Headers[DeadLetterHeaders.Reason]);
        Assert.Equal("5", letter.Headers[DeadLetterHeaders.Attempts]);
        Assert.StartsWith("2026-02-03T04:05:06", letter.Headers[DeadLetterHeaders.Time], StringComparison.Ordinal);
        Assert.Equal("orders/1", letter.Headers[DeadLetterHeaders.Origin]);
        await Admin.UntilAsync(() => Admin.ConsumerAsync(), static consumer => consumer.NumAckPending == 0);
        Assert.Equal(1, receiver.Count);
    }

    [Fact]
    public async Task Dead_letter_that_is_sent_back_names_its_recipient_and_is_gone()
    {
        await using var transport = await Server.StartAsync();
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await transport.PublishAsync("orders.placed", 3);
        foreach (var received in await receiver.NextAsync(3))
        {
            await received.Delivery.DeadLetterAsync(_reason);
        }

        Assert.Equal(2, await transport.SendDeadLettersBackAsync(Handler, most: 2));
        var back = await receiver.NextAsync(2);
        Assert.Equal(["0", "1"], back.Select(static received => received.Id));
        Assert.All(back, static received => Assert.Equal(Handler, received.Headers.Others![HeaderNames.Recipient]));
        Assert.All(back, static received => Assert.Single(received.Headers.Others!));
        Assert.Equal("body of 1", back[1].Body);
        Assert.Equal(1, back[1].Delivery.Attempt);
        Assert.Equal(1, (await Admin.StreamAsync("dead-letters")).State.Messages);

        // It fails again: it is a letter again, and is sent back by the next one who asks.
        await back[0].Delivery.DeadLetterAsync(_reason);
        Assert.Equal(2, await transport.SendDeadLettersBackAsync(Handler));
        Assert.Equal(["2", "0"], (await receiver.NextAsync(2)).Select(static received => received.Id));
        Assert.Equal(0, await transport.SendDeadLettersBackAsync(Handler));
        Assert.Equal(0, await transport.SendDeadLettersBackAsync("Shop.Other"));
    }

    [Fact]
    public async Task What_is_stored_or_sent_twice_is_there_once()
    {
        await using var transport = await Server.StartAsync(static options => options.JetStream.AckWait = TimeSpan.FromSeconds(1));
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await transport.PublishAsync("orders.placed", "1");
        var received = await receiver.NextAsync();
        await received.Delivery.DeadLetterAsync(_reason);

        // As if the process had ended after the letter was sent back and before it was removed.
        var letter = Assert.Single(await ReadAsync(transport.ReplayAsync("dead.>")));
        Assert.Equal(1, await transport.SendDeadLettersBackAsync(Handler));
        var headers = new NATS.Client.Core.NatsHeaders();
        foreach (var (name, value) in letter.Headers)
        {
            headers[name] = value;
        }

        headers["Nats-Msg-Id"] = "put back";
        await Admin.Context.PublishAsync(letter.Subject, letter.Body.ToArray(), headers: headers);
        Assert.Equal(1, await transport.SendDeadLettersBackAsync(Handler));

        Assert.Equal(2, (await Admin.StreamAsync("orders")).State.Messages);
    }

    [Fact]
    public async Task What_the_stream_has_removed_is_an_error_that_says_so()
    {
        await using var transport = await Server.StartAsync();
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await transport.PublishAsync("orders.placed", "1");
        var received = await receiver.NextAsync();
        await Admin.Context.PurgeStreamAsync("orders", new StreamPurgeRequest());

        var exception = await Assert.ThrowsAsync<TransportException>(() => received.Delivery.DeadLetterAsync(_reason).AsTask());

        Assert.Contains("'orders' has removed what 'Shop.Billing.Bill.OrderPlaced' gives up", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_have_the_stream_and_subject_that_are_declared_for_them()
    {
        await using var transport = await Server.StartAsync(static options =>
            options.JetStream.DeadLetters = new JetStreamStream { Name = "shop-dead", Subjects = { "shop.dead.>" }, MaxAge = TimeSpan.FromDays(30) });
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);
        await transport.PublishAsync("orders.placed", "1");

        await (await receiver.NextAsync()).Delivery.DeadLetterAsync(_reason with { Text = new string('x', 10_000) });

        var letter = Assert.Single(await ReadAsync(transport.ReplayAsync("shop.dead.*")));
        Assert.Equal("shop.dead.Shop_Billing_Bill_OrderPlaced", letter.Subject);
        Assert.Equal(501, letter.Headers[DeadLetterHeaders.Reason].Length);
        Assert.Equal(TimeSpan.FromDays(30), (await Admin.StreamAsync("shop-dead")).Config.MaxAge);
    }

    private static async Task<List<JetStreamMessage>> ReadAsync(IAsyncEnumerable<JetStreamMessage> messages)
    {
        var all = new List<JetStreamMessage>();
        await foreach (var message in messages)
        {
            all.Add(message);
        }

        return all;
    }
}
