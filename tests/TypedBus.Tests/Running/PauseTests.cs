using TypedBus.Tests.Support;

namespace TypedBus.Tests.Running;

/// <summary>A paused subscription hands nothing to its handler; its queue goes on taking events.</summary>
public sealed class PauseTests
{
    [Event("tests.run.paused")]
    public readonly record struct Ticked(int Number);

    [Event("tests.run.pausedkeyed")]
    public readonly record struct Keyed([property: OrderKey] int Key, int Number);

    private static BareBus Start(Action<EventBusBuilder>? configure = null) => BareBus.Start<PauseTests>(bus =>
    {
        bus.ExpectSubscriptions("*");
        configure?.Invoke(bus);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Nothing_is_handed_on_after_what_is_in_hand(int concurrency)
    {
        await using var test = Start();
        var board = test.Bus.Subscribe<Ticked>(
            "board",
            async context =>
            {
                var number = context.Event.Number;
                test.Recorder.Add($"{number}");
                await test.Recorder.Gate("hand");
            },
            options => options.Concurrency = concurrency);
        for (var number = 0; number < concurrency; number++)
        {
            await test.Bus.PublishAsync(new Ticked(number));
        }

        await test.Recorder.Reaches(concurrency);
        board.Pause();
        board.Pause();
        Assert.True(board.IsPaused);
        await test.Bus.PublishAsync(new Ticked(100));
        test.Recorder.Open("hand");

        // Another subscription that comes after it has handled what was published later: the paused one had its chance.
        await using (var other = test.Bus.Subscribe<Ticked>("other", static _ => default))
        {
            await test.Bus.PublishAsync(new Ticked(101));
        }

        Assert.Equal(concurrency, test.Recorder.Entries.Count);
        board.Resume();
        board.Resume();
        await test.Recorder.Reaches(concurrency + 2);
        Assert.False(board.IsPaused);
    }

    [Fact]
    public async Task What_is_published_after_the_pause_is_not_handled_whatever_the_worker_did_just_then()
    {
        await using var test = Start();
        var handled = 0;
        var board = test.Bus.Subscribe<Ticked>("board", _ =>
        {
            Interlocked.Increment(ref handled);
            return default;
        });
        var before = 0;
        for (var round = 0; round < (TestRun.Long ? 100_000 : 5_000); round++)
        {
            // The worker has just settled, or is about to look for more.
            await test.Bus.PublishAsync(new Ticked(round));
            before++;
            SpinWait.SpinUntil(() => Volatile.Read(ref handled) == before);
            board.Pause();
            await test.Bus.PublishAsync(new Ticked(round));
            for (var spin = 0; spin < round % 50; spin++)
            {
                Assert.Equal(before, Volatile.Read(ref handled));
            }

            board.Resume();
            before++;
            SpinWait.SpinUntil(() => Volatile.Read(ref handled) == before);
        }
    }

    [Fact]
    public async Task A_full_queue_holds_up_publishers_and_a_stop_lets_them_go()
    {
        await using var test = Start();
        var board = test.Bus.Subscribe<Ticked>("board", context =>
        {
            test.Recorder.Add($"{context.Event.Number}");
            return default;
        }, static options => options.Capacity = 2);
        board.Pause();
        var publishing = Enumerable.Range(0, 5).Select(number => test.Bus.PublishAsync(new Ticked(number)).AsTask()).ToArray();
        Assert.Equal(2, publishing.Count(static publish => publish.IsCompleted));
        await board.StopAsync();
        await Task.WhenAll(publishing);

        // The two that it had accepted; the others are owed to nobody.
        Assert.Equal(["0", "1"], test.Recorder.Entries);
    }

    [Fact]
    public async Task Stopping_the_bus_handles_what_a_paused_subscription_holds()
    {
        await using var test = Start();
        var board = test.Bus.Subscribe<Ticked>("board", context =>
        {
            test.Recorder.Add($"{context.Event.Number}");
            return default;
        }, static options => options.Capacity = 2);
        board.Pause();
        var publishing = Enumerable.Range(0, 5).Select(number => test.Bus.PublishAsync(new Ticked(number)).AsTask()).ToArray();
        await test.Bus.StopAsync();
        await Task.WhenAll(publishing);
        Assert.Equal(["0", "1", "2", "3", "4"], test.Recorder.Entries);
    }

    [Fact]
    public async Task Lanes_are_paused_too()
    {
        await using var test = Start();
        var board = test.Bus.Subscribe<Keyed>("board", context =>
        {
            test.Recorder.Add($"{context.Event.Key}:{context.Event.Number}");
            return default;
        }, static options => options.Concurrency = 4);
        board.Pause();
        for (var number = 0; number < 40; number++)
        {
            await test.Bus.PublishAsync(new Keyed(number % 8, number));
        }

        Assert.Empty(test.Recorder.Entries);
        board.Resume();
        var entries = await test.Recorder.Reaches(40);
        Assert.All(entries.GroupBy(static entry => entry.Split(':')[0]), static key => Assert.Equal(key.Order(Comparer<string>.Create(static (left, right) =>
            int.Parse(left.Split(':')[1]).CompareTo(int.Parse(right.Split(':')[1])))), key));
    }
}
