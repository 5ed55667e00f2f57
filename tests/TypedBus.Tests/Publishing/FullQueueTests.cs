using TypedBus.Tests.Support;

namespace TypedBus.Tests.Publishing;

/// <summary>A subscription holds up nobody until its own queue is full; then the publisher waits.</summary>
public sealed class FullQueueTests
{
    [Event("tests.full")]
    public readonly record struct Filled(int Number);

    public sealed class Slow(Recorder recorder)
    {
        [Handler(Capacity = 2)]
        public async Task Handle(Filled filled)
        {
            recorder.Add($"slow {filled.Number}");
            await recorder.Gate("slow");
        }
    }

    public sealed class Slower(Recorder recorder)
    {
        [Handler(Capacity = 2)]
        public async Task Handle(Filled filled)
        {
            recorder.Add($"slower {filled.Number}");
            await recorder.Gate("slower");
        }
    }

    public sealed class Quick(Recorder recorder)
    {
        [Handler]
        public void Handle(Filled filled) => recorder.Add($"quick {filled.Number}");
    }

    // One delivery in hand and as many waiting as the capacity allows.
    private static async Task Fill(BareBus test, int handlers)
    {
        await test.Bus.PublishAsync(new Filled(0));
        await test.Recorder.Reaches(handlers);
        await test.Bus.PublishAsync(new Filled(1));
        await test.Bus.PublishAsync(new Filled(2));
    }

    [Fact]
    public async Task A_publisher_waits_for_room_and_is_woken()
    {
        await using var test = BareBus.Start<FullQueueTests>(handlers: "Slow.*");
        await Fill(test, handlers: 1);
        var waiting = test.Bus.PublishAsync(new Filled(3)).AsTask();
        Assert.False(waiting.IsCompleted);
        test.Recorder.Open("slow");
        await waiting;
        Assert.Equal(["slow 0", "slow 1", "slow 2", "slow 3"], await test.Recorder.Reaches(4));
    }

    [Fact]
    public async Task All_queues_are_offered_the_event_before_the_publisher_waits()
    {
        await using var test = BareBus.Start<FullQueueTests>(handlers: "*");
        await Fill(test, handlers: 3);
        var waiting = test.Bus.PublishAsync(new Filled(3)).AsTask();
        var entries = await test.Recorder.Reaches(6);
        Assert.Contains("quick 3", entries);
        Assert.False(waiting.IsCompleted);
        test.Recorder.Open("slow");
        await test.Recorder.Reaches(9);
        Assert.False(waiting.IsCompleted);
        test.Recorder.Open("slower");
        await waiting;
        Assert.Equal(12, (await test.Recorder.Reaches(12)).Distinct().Count());
    }

    [Fact]
    public async Task Cancelled_while_it_waits_a_publisher_learns_who_has_the_event()
    {
        await using var test = BareBus.Start<FullQueueTests>(handlers: "*");
        await Fill(test, handlers: 3);
        test.Recorder.Open("slower");
        await test.Recorder.Reaches(7);
        using var source = new CancellationTokenSource();
        var waiting = test.Bus.PublishAsync(new Filled(3), source.Token).AsTask();
        await test.Recorder.Reaches(9);
        await source.CancelAsync();
        var failure = await Assert.ThrowsAsync<PublishCanceledException>(() => waiting);
        Assert.Equal(source.Token, failure.CancellationToken);
        Assert.Equal("TypedBus.Tests.Publishing.FullQueueTests.Slow.Handle.FullQueueTests.Filled", Assert.Single(failure.Missing));
        Assert.Equal(2, failure.Accepted.Count);
        Assert.Contains("Slower.Handle", failure.Message, StringComparison.Ordinal);

        test.Recorder.Open("slow");
        await test.Bus.StopAsync();
        Assert.DoesNotContain("slow 3", test.Recorder.Entries);
        Assert.Contains("slower 3", test.Recorder.Entries);
    }

    [Fact]
    public async Task A_lone_full_queue_can_be_given_up_and_used_again()
    {
        await using var test = BareBus.Start<FullQueueTests>(handlers: "Slow.*");
        await Fill(test, handlers: 1);
        for (var round = 0; round < 3; round++)
        {
            using var source = new CancellationTokenSource();
            var waiting = test.Bus.PublishAsync(new Filled(9), source.Token).AsTask();
            await source.CancelAsync();
            var failure = await Assert.ThrowsAsync<PublishCanceledException>(() => waiting);
            Assert.Empty(failure.Accepted);
            Assert.Single(failure.Missing);
        }

        var last = test.Bus.PublishAsync(new Filled(3)).AsTask();
        test.Recorder.Open("slow");
        await last;
        Assert.Equal(["slow 0", "slow 1", "slow 2", "slow 3"], await test.Recorder.Reaches(4));
    }

    [Fact]
    public async Task Waiting_publishers_go_first_come_first_served()
    {
        await using var test = BareBus.Start<FullQueueTests>(handlers: "Slow.*");
        await Fill(test, handlers: 1);
        var waiting = Enumerable.Range(3, 20).Select(number => test.Bus.PublishAsync(new Filled(number)).AsTask()).ToArray();
        test.Recorder.Open("slow");
        await Task.WhenAll(waiting);
        Assert.Equal(Enumerable.Range(0, 23).Select(static number => $"slow {number}"), await test.Recorder.Reaches(23));
    }
}
