using System.Text;
using NATS.Client.Core;
using TypedBus.Nats;

namespace TypedBus.Transports.Tests.Core;

/// <summary>What is published by core NATS arrives as it was, or whoever published it is told why not.</summary>
public sealed class PublishTests
{
    [Fact]
    public async Task Headers_and_bytes_arrive_as_they_were()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        var receiver = new FakeReceiver();
        await using var feed = await transport.SubscribeAsync("orders.placed", receiver);
        var sent = new EventHeaders
        {
            Id = new HeaderId("4f2a"),
            Source = "shop",
            Type = "orders.placed.v1",
            Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Key = "Käse 7",
            CorrelationId = new HeaderId("c1"),
            CausationId = new HeaderId("c0"),
            TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            TraceState = "a=b",
            ContentType = "application/vnd.msgpack",
            Others = new Dictionary<string, string> { ["x-tenant"] = "blue: and green" },
        };

        await transport.PublishAsync("orders.placed", in sent, "hello"u8.ToArray(), CancellationToken.None);
        var received = await receiver.NextAsync();

        Assert.Equal("hello", received.Text);
        Assert.Null(received.Fault);
        Assert.Null(received.Delivery);
        Assert.Equal(65_536, receiver.MaxPending);
        var headers = received.Headers;
        Assert.Equal("4f2a", headers.Id.ToString());
        Assert.Equal("shop", headers.Source);
        Assert.Equal("orders.placed.v1", headers.Type);
        Assert.Equal(sent.Time, headers.Time);
        Assert.Equal("Käse 7", headers.Key);
        Assert.Equal("c1", headers.CorrelationId.ToString());
        Assert.Equal("c0", headers.CausationId.ToString());
        Assert.Equal(sent.TraceParent, headers.TraceParent);
        Assert.Equal("a=b", headers.TraceState);
        Assert.Equal("application/vnd.msgpack", headers.ContentType);
        Assert.Equal("blue: and green", headers.Others!["x-tenant"]);
    }

    [Fact]
    public async Task Headers_of_one_event_are_not_those_of_the_next()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        var receiver = new FakeReceiver();
        await using var feed = await transport.SubscribeAsync("orders.placed", receiver);
        var first = CoreTransports.Headers() with { Key = "one", Others = new Dictionary<string, string> { ["x-tenant"] = "blue" } };

        await transport.PublishAsync("orders.placed", in first, "1"u8.ToArray(), CancellationToken.None);
        await transport.PublishAsync("orders.placed", "2");

        Assert.Equal("one", (await receiver.NextAsync()).Headers.Key);
        var second = await receiver.NextAsync();
        Assert.Null(second.Headers.Key);
        Assert.Null(second.Headers.Others);
    }

    [Fact]
    public void Block_of_headers_is_empty_when_it_is_lent_again()
    {
        var first = CoreTransports.Headers() with { Key = "one", Others = new Dictionary<string, string> { ["x-tenant"] = "blue" } };
        var block = HeaderBlocks.Take(in first);
        Assert.Equal(6, block.Count);

        HeaderBlocks.Return(block);
        var again = HeaderBlocks.Take(CoreTransports.Headers());

        Assert.Same(block, again);
        Assert.Equal(["ce-id", "ce-source", "ce-specversion", "ce-type"], again.Keys.Order());
    }

    [Fact]
    public async Task Without_headers_bytes_travel_alone()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url, static options => options.Headers = NatsHeaderMode.None);
        var receiver = new FakeReceiver();
        await using var feed = await transport.SubscribeAsync("orders.placed", receiver);
        await using var stranger = new NatsConnection(new NatsOpts { Url = server.Url });
        await using var watch = await stranger.SubscribeCoreAsync<string>("orders.placed");
        await stranger.PingAsync();

        await transport.PublishAsync("orders.placed", "hello");
        var received = await receiver.NextAsync();

        Assert.Null((await watch.Msgs.ReadAsync()).Headers);
        Assert.Equal(TransportFeatures.None, transport.Features);
        Assert.Equal("hello", received.Text);
        Assert.True(received.Headers.Id.IsEmpty);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".orders")]
    [InlineData("orders.")]
    [InlineData("orders..placed")]
    [InlineData("orders.*")]
    [InlineData("orders.>")]
    [InlineData("orders placed")]
    [InlineData("orders\r\nPUB x 0")]
    public async Task Illegal_subject_is_refused_and_the_next_event_is_taken(string subject)
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        var receiver = new FakeReceiver();
        await using var feed = await transport.SubscribeAsync("orders.placed", receiver);

        var exception = await Assert.ThrowsAsync<TransportException>(() => transport.PublishAsync(subject, "hello").AsTask());
        await transport.PublishAsync("orders.placed", "next");

        Assert.Contains(subject, exception.Message, StringComparison.Ordinal);
        Assert.Equal("next", (await receiver.NextAsync()).Text);
    }

    [Fact]
    public async Task Header_that_would_break_the_protocol_is_refused_and_the_next_event_is_taken()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        var receiver = new FakeReceiver();
        await using var feed = await transport.SubscribeAsync("orders.placed", receiver);
        var bad = CoreTransports.Headers() with { Others = new Dictionary<string, string> { ["x-tenant"] = "blue\r\nx-admin: yes" } };

        var exception = await Assert.ThrowsAsync<TransportException>(
            () => transport.PublishAsync("orders.placed", in bad, default, CancellationToken.None).AsTask());
        await transport.PublishAsync("orders.placed", "next");

        Assert.Contains("x-tenant", exception.Message, StringComparison.Ordinal);
        var received = await receiver.NextAsync();
        Assert.Equal("next", received.Text);
        Assert.Null(received.Headers.Others);
    }

    [Fact]
    public async Task Payload_past_the_limit_of_the_server_is_refused_with_its_size_and_the_limit_and_the_next_event_is_taken()
    {
        await using var server = await Servers.StartAsync(configuration: static _ => "max_payload: 2000");
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        var receiver = new FakeReceiver();
        await using var feed = await transport.SubscribeAsync("orders.placed", receiver);

        var exception = await Assert.ThrowsAsync<TransportException>(() => transport.PublishAsync("orders.placed", new string('x', 1_999)).AsTask());
        await transport.PublishAsync("orders.placed", "next");

        Assert.Contains("1999 bytes", exception.Message, StringComparison.Ordinal);
        Assert.Contains("2000 bytes", exception.Message, StringComparison.Ordinal);
        Assert.Equal("next", (await receiver.NextAsync()).Text);
        Assert.Equal(TransportStatus.Up, transport.Health.Status);
    }

    [Fact]
    public async Task Many_publishers_at_once_mix_nothing_up()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        var receiver = new FakeReceiver();
        await using var feed = await transport.SubscribeAsync("orders.placed", receiver);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(publisher => Task.Run(async () =>
        {
            for (var number = 0; number < 2_000; number++)
            {
                var text = $"{publisher}/{number}";
                var headers = CoreTransports.Headers() with { Key = text };
                await transport.PublishAsync("orders.placed", in headers, Encoding.UTF8.GetBytes(text), CancellationToken.None);
            }
        })));

        var texts = new HashSet<string>();
        for (var index = 0; index < 16_000; index++)
        {
            var received = await receiver.NextAsync();
            Assert.Equal(received.Text, received.Headers.Key);
            Assert.True(texts.Add(received.Text));
        }
    }
}
