using TypedBus.Channels;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Channels;

/// <summary>Writers that displace what waits race a reader and the completion: what was written is read or displaced, once, and in order.</summary>
public sealed class DroppingRaceTests(ITestOutputHelper output)
{
    private const int Writers = 3;
    private const int Each = 60;

    private sealed record Item(int Writer, int Number);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    public async Task What_was_written_is_read_or_displaced(int capacity)
    {
        var rounds = TestRun.Long ? 20_000 : 2_000;
        var random = new Random(capacity);
        long written = 0, displaced = 0, full = 0, closed = 0, past = 0, waits = 0;
        for (var round = 0; round < rounds; round++)
        {
            var channel = new RingChannel<Item>(capacity, FullMode.DropOldest);
            var completeAt = random.Next(2) == 0 ? random.Next(Writers * Each) : int.MaxValue;
            var read = new List<Item>();
            var reader = Task.Run(async () =>
            {
                for (var wait = channel.WaitToReadAsync(); await wait; wait = channel.WaitToReadAsync())
                {
                    // A writer may announce what the reader has found by itself.
                    if (channel.TryRead(out var item))
                    {
                        read.Add(item);
                        waits += channel.Count == 0 ? 1 : 0;
                    }
                }
            });
            var seeds = Enumerable.Range(0, Writers).Select(_ => random.Next()).ToArray();
            var results = await Task.WhenAll(Enumerable.Range(0, Writers)
                .Select(writer => Task.Run(() => WriteAll(channel, writer, new Random(seeds[writer]), completeAt))));
            channel.TryComplete();
            await reader;

            var accepted = results.Sum(static result => result.Accepted.Count);
            Assert.Equal(channel.Displaced, results.Sum(static result => result.Dropped));
            Assert.Equal(accepted, read.Count + channel.Displaced);
            Assert.Equal((accepted, 0), (channel.Written, channel.Count));
            Assert.Equal(read.Count, read.Distinct().Count());
            foreach (var ofOne in read.GroupBy(static item => item.Writer))
            {
                Assert.Equal(ofOne.Select(static item => item.Number).Order(), ofOne.Select(static item => item.Number));
                Assert.Subset(results[ofOne.Key].Accepted, ofOne.Select(static item => item.Number).ToHashSet());
            }

            (written, displaced) = (written + accepted, displaced + channel.Displaced);
            (full, closed) = (full + results.Sum(static result => result.Full), closed + results.Sum(static result => result.Closed));
            past += results.Sum(static result => result.Past);
        }

        output.WriteLine(
            $"capacity {capacity}, {rounds} rounds: written {written}, displaced {displaced}, past the bound {past}, "
            + $"full {full}, closed {closed}, read dry {waits}");
        Assert.All([written, displaced, full, closed, past, waits], static count => Assert.True(count > 0));
    }

    private static async Task<(HashSet<int> Accepted, long Dropped, int Full, int Closed, int Past)> WriteAll(
        RingChannel<Item> channel, int writer, Random random, int completeAt)
    {
        var accepted = new HashSet<int>();
        var (dropped, full, closed, past) = (0L, 0, 0, 0);
        for (var number = 0; number < Each; number++)
        {
            // Now and then the reader has a chance to come before the next one.
            if (random.Next(4) == 0)
            {
                await Task.Yield();
            }

            var item = new Item(writer, number);
            var kind = random.Next(8);
            var lost = 0;
            var result = kind switch
            {
                0 => channel.TryWrite(in item),
                1 => channel.TryWrite(in item, RingChannel<Item>.Unbounded),
                2 => channel.TryWrite(in item, beyond: 5),
                _ => channel.WriteOrDrop(in item, beyond: number & 1, out lost),
            };
            dropped += lost;
            switch (result)
            {
                case WriteResult.Accepted:
                    accepted.Add(number);
                    past += kind == 1 ? 1 : 0;
                    break;
                case WriteResult.Full:
                    full++;
                    break;
                default:
                    closed++;
                    break;
            }

            if (channel.Written >= completeAt)
            {
                channel.TryComplete();
            }
        }

        return (accepted, dropped, full, closed, past);
    }
}
