using TypedBus.Channels;

namespace TypedBus.Tests.Channels;

/// <summary>Tests that measure the memory of the process run alone.</summary>
[CollectionDefinition(nameof(Memory), DisableParallelization = true)]
public sealed class Memory;

/// <summary>What a queue holds on to: room for what waits, and next to nothing when it has run empty.</summary>
[Collection(nameof(Memory))]
public sealed class ChannelMemoryTests
{
    private const int Many = 4_096;

    private readonly record struct Large(long A, long B, long C, long D, long E, long F, long G, long H);

    [Fact]
    public async Task Room_is_given_back_when_the_queue_has_run_empty()
    {
        var channel = new RingChannel<Large>(capacity: 16);
        await FillAndDrain(channel);
        var waiting = channel.WaitToReadAsync().AsTask();
        var empty = GC.GetTotalMemory(forceFullCollection: true);
        Fill(channel);
        var full = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True(await waiting);
        Drain(channel);
        waiting = channel.WaitToReadAsync().AsTask();
        var emptyAgain = GC.GetTotalMemory(forceFullCollection: true);

        // At most twice the room of slots and headers, since it has doubled on the way, and some that is not ours.
        Assert.InRange(full - empty, Many * 64, (Many * (64 + 16 + 48) * 2) + 65_536);
        Assert.InRange(emptyAgain - empty, -16_384, 16_384);
        channel.TryComplete();
        Assert.False(await waiting);
    }

    [Fact]
    public async Task Room_that_the_garbage_collector_has_not_taken_is_used_again()
    {
        var channel = new RingChannel<Large>(capacity: Many);
        await FillAndDrain(channel);
        Assert.True(GC.TryStartNoGCRegion(64 << 20));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 10; round++)
        {
            await FillAndDrain(channel);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.EndNoGCRegion();
        Assert.InRange(allocated, 0, Many * 64 / 4);
    }

    // The reader's wait is begun and ended here, on one thread, so that what is allocated can be told.
    private static async ValueTask FillAndDrain(RingChannel<Large> channel)
    {
        var waiting = channel.WaitToReadAsync();
        Fill(channel);
        while (!waiting.IsCompleted)
        {
            Thread.Yield();
        }

        Assert.True(await waiting);
        Drain(channel);
    }

    // Without assertions, which would allocate: what does not fit or comes out of turn is told by the sum.
    private static void Fill(RingChannel<Large> channel)
    {
        var accepted = 0;
        for (var number = 0; number < Many; number++)
        {
            accepted += channel.TryWrite(new Large(number, 2, 3, 4, 5, 6, 7, 8), beyond: Many) == WriteResult.Accepted ? 1 : 0;
        }

        Assert.Equal(Many, accepted);
    }

    private static void Drain(RingChannel<Large> channel)
    {
        var inTurn = 0;
        for (var number = 0; number < Many; number++)
        {
            inTurn += channel.TryRead(out var item) && item.A == number ? 1 : 0;
        }

        Assert.Equal(Many, inTurn);
    }
}
