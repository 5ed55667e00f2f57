using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>What is published reaches a subscription, with its headers and bytes, and is settled there.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public async Task Event_arrives_with_its_headers_and_bytes()
    {
        await using var server = await Servers.StartAsync(jetStream: true);
        await using var transport = await server.StartAsync();
        var receiver = new Receiver();
        await using var feed = await transport.SubscribeAsync(Events.Subscription(), receiver, CancellationToken.None);

        await transport.PublishAsync("orders.placed", "1");

        var received = await receiver.NextAsync();
        Assert.Equal("1", received.Id);
        Assert.Equal("body of 1", received.Body);
        Assert.Equal("tests", received.Headers.Source);
        Assert.Equal("test.v1", received.Headers.Type);
        Assert.Equal("text/plain", received.Headers.ContentType);
        Assert.Equal(2026, received.Headers.Time.Year);
        Assert.Null(received.Headers.Others);
        Assert.Equal(1, received.Delivery.Attempt);
        await received.Delivery.CompleteAsync();
    }
}
