using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Stopping;

/// <summary>Stopping handles what is queued and all that follows from it, refuses what comes later, and is loud about what it drops.</summary>
public sealed class StopTests
{
    [Event("tests.stop.step")]
    public readonly record struct Step(int Left);

    [Event("tests.stop.held")]
    public sealed record Held(int Number, bool HeedsToken);

    public sealed class Steps(Recorder recorder)
    {
        [Handler]
        public async ValueTask<Step?> Walk(Step step)
        {
            await Task.Yield();
            recorder.Add($"step {step.Left}");
            return step.Left == 0 ? null : new Step(step.Left - 1);
        }
    }

    public sealed class Holding(Recorder recorder)
    {
        [Handler(Attempts = 1, Capacity = 2)]
        public async Task Hold(Held held, CancellationToken cancellationToken)
        {
            recorder.Add($"held {held.Number}");
            await recorder.Gate("held", held.HeedsToken ? cancellationToken : CancellationToken.None);
        }
    }

    [Fact]
    public async Task What_is_queued_and_all_that_follows_is_handled()
    {
        await using var test = BareBus.Start<StopTests>(handlers: "Steps.*");
        for (var number = 0; number < 10; number++)
        {
            await test.Bus.PublishAsync(new Step(100));
        }

        await test.Bus.StopAsync();
        Assert.Equal(10 * 101, test.Recorder.Entries.Count);
        Assert.Empty(test.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task A_publisher_is_refused_after_the_stop()
    {
        await using var test = BareBus.Start<StopTests>(handlers: "Steps.*");
        await test.Bus.StopAsync();
        var failure = await Assert.ThrowsAsync<PublishRefusedException>(async () => await test.Bus.PublishAsync(new Step(0)));
        Assert.Single(failure.Missing);
        Assert.Empty(failure.Accepted);
#pragma warning disable TB3002 // What becomes of it is the test.
        await Assert.ThrowsAsync<PublishRefusedException>(async () => await test.Bus.PublishAsync("nobody listens"));
#pragma warning restore TB3002
        await Assert.ThrowsAsync<PublishRefusedException>(async () => await test.Bus.PublishAsync(new Held(1, HeedsToken: true)));
    }

    [Fact]
    public async Task A_publisher_is_refused_while_what_is_in_hand_is_handled()
    {
        await using var test = BareBus.Start<StopTests>(handlers: "Holding.*");
        await test.Bus.PublishAsync(new Held(1, HeedsToken: true));
        await test.Recorder.Reaches(1);
        var stopping = test.Bus.StopAsync();

        // The queues close soon after the call; some events may get in before, and a queue may be full of them.
        var refused = false;
        while (!refused)
        {
            try
            {
                using var source = new CancellationTokenSource();
                var publish = test.Bus.PublishAsync(new Held(2, HeedsToken: true), source.Token);
                source.Cancel();
                await publish;
            }
            catch (PublishCanceledException)
            {
            }
            catch (PublishRefusedException)
            {
                refused = true;
            }
        }

        Assert.False(stopping.IsCompleted);
        test.Recorder.Open("held");
        await stopping;
    }

    [Fact]
    public async Task Publishers_that_wait_for_room_are_served_before_the_bus_rests()
    {
        await using var test = BareBus.Start<StopTests>(handlers: "Holding.*");
        var publishing = Enumerable.Range(0, 9).Select(number => test.Bus.PublishAsync(new Held(number, true)).AsTask()).ToArray();
        await test.Recorder.Reaches(1);
        var stopping = test.Bus.StopAsync();
        test.Recorder.Open("held");
        await Task.WhenAll(publishing);
        await stopping;
        Assert.Equal(9, test.Recorder.Entries.Count);
    }

    [Fact]
    public async Task Past_the_limit_tokens_are_cancelled_and_what_remains_is_dropped_loudly()
    {
        var time = new SignallingTime();
        await using var test = BareBus.Start<StopTests>(handlers: "Holding.*", time: time);
        await test.Bus.PublishAsync(new Held(1, HeedsToken: true));
        await test.Recorder.Reaches(1);
        await test.Bus.PublishAsync(new Held(2, HeedsToken: true));
        await test.Bus.PublishAsync(new Held(3, HeedsToken: true));
        var stopping = test.Bus.StopAsync();
        Assert.Equal(TimeSpan.FromSeconds(25), await time.NextTimer());
        time.Advance(TimeSpan.FromSeconds(25));
        await stopping;
        Assert.Equal(["held 1"], test.Recorder.Entries);
        var error = Assert.Single(test.Log.At(LogLevel.Error));
        Assert.Contains("3 deliveries of handler TypedBus.Tests.Stopping.StopTests.Holding.Hold", error.Text, StringComparison.Ordinal);
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task A_handler_that_does_not_heed_its_token_is_named_and_does_not_hold_up_the_stop()
    {
        var time = new SignallingTime();
        await using var test = BareBus.Start<StopTests>(handlers: "Holding.*", time: time);
        await test.Bus.PublishAsync(new Held(1, HeedsToken: false));
        await test.Recorder.Reaches(1);
        var stopping = test.Bus.StopAsync();
        time.Advance(await time.NextTimer());
        time.Advance(await time.NextTimer());
        await stopping;
        Assert.Contains(test.Log.At(LogLevel.Error), static line => line.Text.Contains("does not heed its token", StringComparison.Ordinal));
        Assert.Contains(test.Log.At(LogLevel.Error), static line => line.Text.Contains("1 deliveries", StringComparison.Ordinal));
        test.Recorder.Open("held");
    }

    [Fact]
    public async Task The_callers_token_cuts_the_limit_short()
    {
        await using var test = BareBus.Start<StopTests>(handlers: "Holding.*");
        await test.Bus.PublishAsync(new Held(1, HeedsToken: true));
        await test.Recorder.Reaches(1);
        using var source = new CancellationTokenSource();
        var stopping = test.Bus.StopAsync(source.Token);
        Assert.False(stopping.IsCompleted);
        await source.CancelAsync();
        await stopping;
        Assert.Single(test.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task A_wait_between_two_attempts_ends_at_the_limit()
    {
        var time = new SignallingTime();
        await using var test = BareBus.Start<StopTests>(
            static bus =>
            {
                bus.Use(static _ => static _ => throw new InvalidOperationException("always"));
                bus.Retry(static retry => (retry.Delay, retry.MaxDelay) = (TimeSpan.FromHours(1), TimeSpan.FromHours(2)));
            },
            "Steps.*",
            time);
        await test.Bus.PublishAsync(new Step(0));
        await time.NextTimer();
        var stopping = test.Bus.StopAsync();
        time.Advance(await time.NextTimer());
        await stopping;
        Assert.Contains(test.Log.At(LogLevel.Error), static line => line.Text.Contains("1 deliveries", StringComparison.Ordinal));
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task Stopping_and_disposing_twice_is_harmless()
    {
        await using var test = BareBus.Start<StopTests>(handlers: "Steps.*");
        await test.Bus.PublishAsync(new Step(5));
        await Task.WhenAll(test.Bus.StopAsync(), test.Bus.StopAsync(), test.Bus.DisposeAsync().AsTask());
        await test.Bus.DisposeAsync();
        test.Bus.Dispose();
        Assert.Equal(6, test.Recorder.Entries.Count);
    }

    [Fact]
    public async Task Disposing_at_once_drops_loudly()
    {
        var test = BareBus.Start<StopTests>(handlers: "Holding.*");
        await test.Bus.PublishAsync(new Held(1, HeedsToken: true));
        await test.Recorder.Reaches(1);
        test.Bus.Dispose();
        await test.Bus.StopAsync();
        Assert.Single(test.Log.At(LogLevel.Error));
    }
}
