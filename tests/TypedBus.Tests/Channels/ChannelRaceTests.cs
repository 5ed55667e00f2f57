using TypedBus.Channels;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Channels;

/// <summary>Writers that wait, give up and go past the bound race a reader and the completion: nothing is lost, doubled or out of order.</summary>
public sealed class ChannelRaceTests(ITestOutputHelper output)
{
    private const int Writers = 3;
    private const int Each = 40;

    private readonly record struct Item(int Writer, int Number);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(50)]
    public async Task What_was_accepted_is_read_once_and_in_order(int capacity)
    {
        var rounds = TestRun.Long ? 10_000 : 1_000;
        var random = new Random(capacity);
        var outcomes = new int[4];
        var waits = 0;
        for (var round = 0; round < rounds; round++)
        {
            var channel = new RingChannel<Item>(capacity);
            var read = new List<Item>();
            var reader = Task.Run(async () =>
            {
                while (await channel.WaitToReadAsync())
                {
                    while (channel.TryRead(out var item))
                    {
                        read.Add(item);
                    }
                }
            });
            var seeds = Enumerable.Range(0, Writers).Select(_ => random.Next()).ToArray();
            var completeAt = random.Next(2) == 0 ? random.Next(Writers * Each) : int.MaxValue;
            var writers = Enumerable.Range(0, Writers)
                .Select(writer => Task.Run(() => WriteAll(channel, writer, new Random(seeds[writer]), completeAt))).ToArray();
            var accepted = await Task.WhenAll(writers);
            channel.TryComplete();
            await reader;

            foreach (var writer in accepted)
            {
                waits += writer.Waits;
                foreach (var (_, result) in writer.Results)
                {
                    outcomes[(int)result]++;
                }
            }

            for (var writer = 0; writer < Writers; writer++)
            {
                Assert.Equal(
                    accepted[writer].Results.Where(static write => write.Result == WriteResult.Accepted).Select(static write => write.Number),
                    read.Where(item => item.Writer == writer).Select(static item => item.Number));
            }

            Assert.Equal(read.Count, channel.Written);
            Assert.False(channel.HasWaiters);
        }

        output.WriteLine(
            $"capacity {capacity}, {rounds} rounds: accepted {outcomes[0]}, full {outcomes[1]}, closed {outcomes[2]}, cancelled {outcomes[3]}, waited {waits}");
        Assert.All(outcomes, static count => Assert.True(count > 0));
        Assert.True(waits > 0);
    }

    private static async Task<(List<(int Number, WriteResult Result)> Results, int Waits)> WriteAll(
        RingChannel<Item> channel, int writer, Random random, int completeAt)
    {
        var results = new List<(int, WriteResult)>();
        var waits = 0;
        for (var number = 0; number < Each; number++)
        {
            var item = new Item(writer, number);
            switch (random.Next(4))
            {
                case 0:
                    results.Add((number, channel.TryWrite(in item)));
                    break;
                case 1:
                    results.Add((number, channel.TryWrite(in item, beyond: 30)));
                    break;
                default:
                    using (var source = new CancellationTokenSource())
                    {
                        var write = channel.WriteAsync(in item, source.Token);
                        if (!write.IsCompleted)
                        {
                            waits++;
                            switch (random.Next(4))
                            {
                                case 0:
                                    source.Cancel();
                                    break;
                                case 1:
                                    await Task.Yield();
                                    source.Cancel();
                                    break;
                                default:
                                    break;
                            }
                        }

                        results.Add((number, await write));
                    }

                    break;
            }

            if (channel.Written >= completeAt)
            {
                channel.TryComplete();
            }
        }

        return (results, waits);
    }
}
