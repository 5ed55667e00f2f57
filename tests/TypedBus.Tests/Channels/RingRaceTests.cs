using System.Diagnostics;
using TypedBus.Channels;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Channels;

/// <summary>The narrow places of the ring: a reader that is about to wait, and a segment that follows while writers claim places.</summary>
public sealed class RingRaceTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_reader_that_is_about_to_wait_is_woken()
    {
        var items = TestRun.Long ? 2_000_000 : 100_000;
        var channel = new RingChannel<int>(capacity: 4);
        var taken = -1;
        var (waited, found) = (0, 0);
        var reader = Task.Run(async () =>
        {
            var random = new Random(2);
            while (true)
            {
                Thread.SpinWait(random.Next(40));
                var wait = channel.WaitToReadAsync();
                _ = wait.IsCompleted ? found++ : waited++;
                if (!await wait)
                {
                    return;
                }

                while (channel.TryRead(out var item))
                {
                    Assert.Equal(Volatile.Read(ref taken) + 1, item);
                    Volatile.Write(ref taken, item);
                }
            }
        });

        // The next item comes some instructions after the last was taken, just when the reader finds nothing more.
        var random = new Random(1);
        var writer = Task.Run(() =>
        {
            // On a busy machine each turn takes milliseconds: fewer will do there.
            var begun = Stopwatch.GetTimestamp();
            var item = 0;
            for (; item < items && (TestRun.Long || Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(20)); item++)
            {
                Assert.Equal(WriteResult.Accepted, channel.TryWrite(in item));
                var written = Stopwatch.GetTimestamp();
                var spin = new SpinWait();
                while (Volatile.Read(ref taken) != item)
                {
                    Assert.True(Stopwatch.GetElapsedTime(written) < TimeSpan.FromMinutes(1), $"The reader was not woken for item {item}.");
                    spin.SpinOnce(sleep1Threshold: -1);
                }

                Thread.SpinWait(random.Next(40));
            }

            return item;
        });
        await Task.WhenAny(writer, reader);
        channel.TryComplete();
        await reader;
        output.WriteLine($"{await writer} items: the reader waited {waited} times and found one at once {found} times");
        Assert.Equal(await writer - 1, taken);
        Assert.True(waited > 0 && found > 0);
    }

    [Fact]
    public async Task Writers_fill_the_places_that_they_have_claimed_while_the_ring_grows()
    {
        const int Writers = 3;
        const int Each = 300;
        var rounds = TestRun.Long ? 100_000 : 5_000;
        var contended = 0;
        RingChannel<(int Writer, int Number)> channel = null!;

        // Phases take turns: a new channel is made, then it is filled and looked at.
        using var phases = new Barrier(Writers, phase =>
        {
            if (phase.CurrentPhaseNumber % 2 == 0)
            {
                channel = new RingChannel<(int, int)>(Writers * Each);
            }
            else
            {
                contended += CountNeighbours(channel, Writers, Each) > Writers ? 1 : 0;
            }
        });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(
            () =>
            {
                for (var round = 0; round < rounds; round++)
                {
                    phases.SignalAndWait();
                    for (var number = 0; number < Each; number++)
                    {
                        Assert.Equal(WriteResult.Accepted, channel.TryWrite((writer, number)));
                    }

                    phases.SignalAndWait();
                }
            },
            TaskCreationOptions.LongRunning)));

        output.WriteLine($"{rounds} rounds: writers got between each other in {contended} of them");
        Assert.True(contended > 0);
    }

    // Reads all, each writer's items in their order, and counts how often one writer's item follows on another's.
    private static int CountNeighbours(RingChannel<(int Writer, int Number)> channel, int writers, int each)
    {
        var next = new int[writers];
        var (before, neighbours) = (0, 0);
        while (channel.TryRead(out var item))
        {
            Assert.Equal(next[item.Writer]++, item.Number);
            neighbours += item.Writer != before ? 1 : 0;
            before = item.Writer;
        }

        Assert.All(next, count => Assert.Equal(each, count));
        return neighbours;
    }
}
