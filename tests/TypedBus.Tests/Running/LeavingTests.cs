using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Running;

/// <summary>A subscription that stops alone does what it has accepted, holds up nobody, and is loud about what it drops.</summary>
public sealed class LeavingTests
{
    [Event("tests.run.left")]
    public readonly record struct Left(int Number);

    [Event("tests.run.leftkeyed")]
    public readonly record struct LeftKeyed([property: OrderKey] int Key, int Number);

    private static BareBus Start(Action<EventBusBuilder>? configure = null, TimeProvider? time = null) => BareBus.Start<LeavingTests>(
        bus =>
        {
            bus.ExpectSubscriptions("*");
            configure?.Invoke(bus);
        },
        time: time);

    private static Func<EventContext<Left>, ValueTask> Hold(BareBus test, string name) => async context =>
    {
        test.Recorder.Add($"{name} {context.Event.Number}");
        var token = context.CancellationToken;
        await test.Recorder.Gate(name, token);
    };

    [Fact]
    public async Task What_it_has_accepted_is_handled_and_publishers_that_wait_for_it_go_free()
    {
        await using var test = Start();
        var slow = test.Bus.Subscribe("slow", Hold(test, "slow"), static options => options.Capacity = 2);
        await test.Bus.PublishAsync(new Left(0));
        await test.Recorder.Reaches(1);
        await test.Bus.PublishAsync(new Left(1));
        await test.Bus.PublishAsync(new Left(2));
        var waiting = test.Bus.PublishAsync(new Left(3)).AsTask();
        Assert.False(waiting.IsCompleted);
        var stopping = slow.StopAsync();
        await waiting;
        Assert.False(stopping.IsCompleted);
        test.Recorder.Open("slow");
        await stopping;
        Assert.Equal(["slow 0", "slow 1", "slow 2"], test.Recorder.Entries);
        Assert.Empty(test.Log.At(LogLevel.Error));
        Assert.DoesNotContain(test.Bus.Snapshot().Subscriptions, static subscription => subscription.Name == "slow");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Deliveries_that_wait_for_their_next_attempt_are_handled(int concurrency)
    {
        var time = new SignallingTime();
        await using var test = Start(static bus => bus.Retry(static retry => (retry.Delay, retry.Jitter) = (TimeSpan.FromSeconds(5), 0)), time);
        var board = test.Bus.Subscribe<Left>(
            "board",
            context =>
            {
                test.Recorder.Add($"{context.Event.Number} {context.Attempt}");
                return context.Attempt == 1 ? throw new InvalidOperationException("once") : default;
            },
            options => options.Concurrency = concurrency);
        await test.Bus.PublishAsync(new Left(1));
        Assert.Equal(TimeSpan.FromSeconds(5), await time.NextTimer());
        var stopping = board.StopAsync();
        time.Advance(TimeSpan.FromSeconds(5));
        await stopping;
        Assert.Equal(["1 1", "1 2"], test.Recorder.Entries);
    }

    [Fact]
    public async Task Its_token_cuts_it_short_and_what_remains_is_dropped_loudly()
    {
        await using var test = Start();
        var slow = test.Bus.Subscribe("slow", Hold(test, "slow"));
        for (var number = 0; number < 4; number++)
        {
            await test.Bus.PublishAsync(new Left(number));
        }

        await test.Recorder.Reaches(1);
        using var source = new CancellationTokenSource();
        var stopping = slow.StopAsync(source.Token);
        Assert.False(stopping.IsCompleted);
        await source.CancelAsync();
        await stopping;
        Assert.Equal(["slow 0"], test.Recorder.Entries);
        var error = Assert.Single(test.Log.At(LogLevel.Error));
        Assert.Contains("4 deliveries of handler slow are dropped", error.Text, StringComparison.Ordinal);
        Assert.Equal(0, test.Bus.DeadLetters.Count);

        // The bus goes on, and does not count them again.
        await test.Bus.PublishAsync(new Left(9));
        await test.Bus.StopAsync();
        Assert.Single(test.Log.At(LogLevel.Error));
        test.Recorder.Open("slow");
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    public async Task What_remains_goes_to_others_of_its_group(int concurrency, bool heedsToken)
    {
        var time = new SignallingTime();
        await using var test = Start(time: time);
        var slow = test.Bus.Subscribe<Left>(
            "slow",
            async context =>
            {
                test.Recorder.Add($"slow {context.Event.Number}");
                var token = heedsToken ? context.CancellationToken : CancellationToken.None;
                await test.Recorder.Gate("slow", token);
            },
            options => (options.Group, options.Concurrency) = ("workers", concurrency));
        for (var number = 0; number < 10; number++)
        {
            await test.Bus.PublishAsync(new Left(number));
        }

        await test.Recorder.Reaches(concurrency);
        await using var quick = test.Bus.Subscribe<Left>(
            "quick",
            context =>
            {
                test.Recorder.Add($"quick {context.Event.Number}");
                return default;
            },
            static options => options.Group = "workers");
        var stopping = slow.StopAsync(new CancellationToken(canceled: true));
        if (!heedsToken)
        {
            time.Advance(await time.NextTimer());
        }

        await stopping;

        // A handler that heeds its token has given up its delivery, which is handed on; one that does not keeps it, and is named.
        var kept = heedsToken ? 0 : concurrency;
        var entries = await test.Recorder.Reaches(concurrency + 10 - kept);
        await test.Bus.StopAsync();
        Assert.Equal(concurrency + 10 - kept, test.Recorder.Entries.Count);
        Assert.Equal(10 - kept, entries.Count(static entry => entry.StartsWith("quick", StringComparison.Ordinal)));
        Assert.Equal(heedsToken ? 0 : 2, test.Log.At(LogLevel.Error).Count());
        test.Recorder.Open("slow");
    }

    [Fact]
    public async Task A_delivery_that_waits_without_a_worker_goes_to_others_of_its_group()
    {
        var time = new SignallingTime();
        await using var test = Start(static bus => bus.Retry(static retry => (retry.Delay, retry.Jitter) = (TimeSpan.FromSeconds(5), 0)), time);
        var failing = test.Bus.Subscribe<Left>(
            "failing", static _ => throw new InvalidOperationException("no"), static options => (options.Group, options.Concurrency) = ("workers", 2));
        await test.Bus.PublishAsync(new Left(1));
        await time.NextTimer();
        await using var quick = test.Bus.Subscribe<Left>(
            "quick",
            context =>
            {
                test.Recorder.Add($"quick {context.Event.Number} {context.Attempt}");
                return default;
            },
            static options => options.Group = "workers");
        await failing.StopAsync(new CancellationToken(canceled: true));
        Assert.Equal(["quick 1 1"], await test.Recorder.Reaches(1));
        time.Advance(TimeSpan.FromSeconds(5));
        await test.Bus.StopAsync();
        Assert.Single(test.Recorder.Entries);
        Assert.Empty(test.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task Lanes_are_handed_on_in_their_order()
    {
        await using var test = Start();
        var slow = test.Bus.Subscribe<LeftKeyed>(
            "slow",
            async context =>
            {
                test.Recorder.Add($"slow {context.Event.Key} {context.Event.Number}");
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            },
            static options => (options.Group, options.Concurrency) = ("workers", 4));
        for (var number = 0; number < 60; number++)
        {
            await test.Bus.PublishAsync(new LeftKeyed(number % 12, number));
        }

        await test.Recorder.Reaches(1);
        await using var quick = test.Bus.Subscribe<LeftKeyed>(
            "quick",
            context =>
            {
                test.Recorder.Add($"quick {context.Event.Key} {context.Event.Number}");
                return default;
            },
            static options => options.Group = "workers");
        await slow.StopAsync(new CancellationToken(canceled: true));
        await test.Bus.StopAsync();
        var quickly = test.Recorder.Entries.Where(static entry => entry.StartsWith("quick", StringComparison.Ordinal)).Select(static entry => entry.Split(' ')).ToArray();
        Assert.Equal(60, quickly.Length);
        Assert.All(
            quickly.GroupBy(static entry => entry[1], static entry => int.Parse(entry[2])),
            static key => Assert.Equal(key.Order(), key));
        Assert.Empty(test.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task A_handler_that_stops_its_own_subscription_need_only_not_wait_for_it()
    {
        await using var test = Start();
        EventSubscription once = null!;
        once = test.Bus.Subscribe<Left>("once", context =>
        {
            test.Recorder.Add($"{context.Event.Number}");
            _ = once.StopAsync();
            return default;
        });
        once.Pause();
        await test.Bus.PublishAsync(new Left(1));
        await test.Bus.PublishAsync(new Left(2));
        once.Resume();
        await once.Stopped;
        Assert.Equal(["1", "2"], test.Recorder.Entries);
    }
}
