using TypedBus.Nats;
using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>A stream is read again from wherever one likes.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Replay_begins_where_it_is_told_to_and_leaves_nothing_behind()
    {
        await using var server = await Servers.StartAsync(jetStream: true);
        await using var admin = new Admin(server);
        await using var transport = await server.StartAsync();
        await transport.PublishAsync("orders.placed", "1");
        await transport.PublishAsync("orders.paid", "2");
        await transport.PublishAsync("orders.placed", "3");
        await transport.PublishAsync("orders.paid", "4");
        await transport.PublishAsync("orders.placed", "5");
        var all = await ReadAsync(transport, "orders.>", ReplayFrom.Oldest);

        Assert.Equal(["1", "2", "3", "4", "5"], all.Select(static message => message.Headers[HeaderNames.Id]));
        Assert.Equal([1ul, 2, 3, 4, 5], all.Select(static message => message.Sequence));
        Assert.Equal(["1", "3", "5"], await IdsAsync(transport, "orders.placed", default));
        Assert.Equal(["3", "4", "5"], await IdsAsync(transport, "orders.*", ReplayFrom.Sequence(3)));
        Assert.Equal(["4", "5"], await IdsAsync(transport, "orders.>", ReplayFrom.Time(all[3].Time)));
        Assert.Equal(["5"], await IdsAsync(transport, "orders.>", ReplayFrom.Last));
        Assert.Equal(["4"], await IdsAsync(transport, "orders.paid", ReplayFrom.Last));
        Assert.Equal(["4", "5"], await IdsAsync(transport, "orders.>", ReplayFrom.LastPerSubject));
        Assert.Empty(await IdsAsync(transport, "orders.>", ReplayFrom.Sequence(6)));
        Assert.Empty(await IdsAsync(transport, "orders.none", default));
        Assert.Empty(await admin.ConsumersAsync("orders"));
    }

    [Fact]
    public async Task Replay_reads_more_than_comes_at_once_and_can_be_broken_off()
    {
        await using var server = await Servers.StartAsync(jetStream: true);
        await using var admin = new Admin(server);
        await using var transport = await server.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 700).Select(number => transport.PublishAsync("orders.placed", $"{number}").AsTask()));

        Assert.Equal(700, (await ReadAsync(transport, "orders.>", default)).Count);
        await foreach (var message in transport.ReplayAsync("orders.>"))
        {
            Assert.Equal(1ul, message.Sequence);
            break;
        }

        Assert.Empty(await admin.ConsumersAsync("orders"));
        await Assert.ThrowsAsync<TransportException>(() => ReadAsync(transport, "stock.>", default));
    }

    private static async Task<List<string>> IdsAsync(JetStreamTransport transport, string subject, ReplayFrom from) =>
        [.. (await ReadAsync(transport, subject, from)).Select(static message => message.Headers[HeaderNames.Id])];

    private static async Task<List<JetStreamMessage>> ReadAsync(JetStreamTransport transport, string subject, ReplayFrom from)
    {
        var all = new List<JetStreamMessage>();
        await foreach (var message in transport.ReplayAsync(subject, from))
        {
            all.Add(message);
        }

        return all;
    }
}
