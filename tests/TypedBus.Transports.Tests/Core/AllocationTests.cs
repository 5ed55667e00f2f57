using TypedBus.Nats;

namespace TypedBus.Transports.Tests.Core;

/// <summary>What publishing by core NATS takes of memory, on the thread that publishes. Waits for room in the client's buffer, which are its own, do not count.</summary>
public sealed class AllocationTests
{
    private const int Events = 100;

    [Fact]
    public async Task Without_headers_publishing_takes_nothing()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url, static options => options.Headers = NatsHeaderMode.None);

        Assert.Equal(0, await MeasureAsync(transport, static () => default));
    }

    [Fact]
    public async Task Headers_take_their_texts()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url);
        EventId.TryParse("5f0c3a9d2b7e48160000000000000001", out var id);

        var bytes = await MeasureAsync(transport, () => new EventHeaders
        {
            Id = id,
            Source = "shop",
            Type = "orders.placed.v1",
            Time = DateTimeOffset.UnixEpoch,
            ContentType = "application/vnd.msgpack",
        });

        // The identifier and the time; the client's dictionary is used again.
        Assert.InRange(bytes, 1, 250);
    }

    // The least of many rounds: in some of them the client's buffer is full, and its own waits take memory.
    private static async Task<long> MeasureAsync(NatsTransport transport, Func<EventHeaders> headers)
    {
        var body = new byte[40];
        var least = long.MaxValue;
        for (var round = 0; round < 50; round++)
        {
            least = Math.Min(least, await Task.Run(() =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                for (var number = 0; number < Events; number++)
                {
                    var sent = headers();
                    var sending = transport.PublishAsync("orders.placed", in sent, body, CancellationToken.None);
                    if (!sending.IsCompletedSuccessfully)
                    {
                        sending.AsTask().GetAwaiter().GetResult();
                    }
                }

                return (GC.GetAllocatedBytesForCurrentThread() - before) / Events;
            }));
        }

        return least;
    }
}
