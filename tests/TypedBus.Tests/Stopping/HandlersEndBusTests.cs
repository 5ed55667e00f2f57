using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Stopping;

/// <summary>
/// Handlers use the bus itself while it stops: they publish, dispatch, stop it and dispose of it. Whatever they wait for, the bus ends.
/// </summary>
public sealed class HandlersEndBusTests(ITestOutputHelper output)
{
    [Event("tests.handlersend.told")]
    public sealed record Told(Func<EventBus, EventContext, ValueTask> What);

    [Event("tests.handlersend.heard")]
    public readonly record struct Heard(int Number);

    public sealed class Handlers(EventBus bus, Recorder recorder)
    {
        [Handler(Attempts = 1)]
        public async ValueTask Do(Told told, EventContext context)
        {
            recorder.Add("begun");
            await told.What(bus, context);
            recorder.Add("ended");
        }

        [Handler(Attempts = 1, Dispatch = false)]
        public void Hear(Heard heard) => recorder.Add("heard");
    }

    [Fact]
    public Task A_handler_publishes_while_the_bus_stops() => Race.Run(
        output,
        ["accepted", "refused"],
        async random =>
        {
            var onTheBus = random.Next(2) == 0;
            var (before, during) = (Race.Delay(random), Race.Delay(random));
            await using var test = BareBus.Start<HandlersEndBusTests>();
            await test.Bus.PublishAsync(new Told(async (bus, context) =>
            {
                await Race.Dawdle(during);
#pragma warning disable TB3004 // It is not to be cut short.
                await (onTheBus ? bus.PublishAsync(new Heard(1)) : context.PublishAsync(new Heard(1)));
#pragma warning restore TB3004
            }));
            await Race.Dawdle(before);
            await test.Bus.StopAsync();

            // What a handler publishes as a consequence is accepted to the end; straight on the bus it is a publisher like any other.
            Assert.Equal(0, StopInvariants.Check(test.Bus));
            var accepted = test.Recorder.Entries.Contains("heard");
            Assert.True(accepted || onTheBus);
            Assert.Equal(accepted ? 0 : 1, test.Bus.DeadLetters.List().Count(static letter => letter.Reason is PublishRefusedException));
            return accepted ? "accepted" : "refused";
        });

    [Fact]
    public Task A_handler_ends_the_bus_that_runs_it() => Race.Run(
        output,
        ["stopped", "stopped in haste", "disposed of", "disposed of at once"],
        async random =>
        {
            var time = new SignallingTime();
            (string Outcome, Func<EventBus, ValueTask> End)[] ends =
            [
                ("stopped", static async bus => await bus.StopAsync()),
                ("stopped in haste", static async bus => await bus.StopAsync(new CancellationToken(canceled: true))),
                ("disposed of", static bus => bus.DisposeAsync()),
                ("disposed of at once", static bus =>
                {
                    bus.Dispose();
                    return default;
                }),
            ];
            var (outcome, end) = ends[random.Next(ends.Length)];
            var (fromOutside, delay) = (random.Next(2) == 0, Race.Delay(random));
            await using var test = BareBus.Start<HandlersEndBusTests>(time: time);
            await test.Bus.PublishAsync(new Told((bus, _) => end(bus)));
            await test.Recorder.Reaches(1);
            await Race.Dawdle(delay);
            if (fromOutside)
            {
                _ = test.Bus.StopAsync();
            }

            // The limit, unless the handler was in haste, and the grace after it: the handler waits for itself until then.
            while (await time.NextTimer() is var timer)
            {
                time.Advance(timer);
                if (timer == TimeSpan.FromSeconds(1))
                {
                    break;
                }
            }

            await test.Bus.StopAsync();
            Assert.Equal(1, StopInvariants.Check(test.Bus));
            Assert.Equal(0, test.Bus.DeadLetters.Count);
            Assert.Equal(["begun", "ended"], await test.Recorder.Reaches(2));
            Assert.Equal(1, StopInvariants.Check(test.Bus));
            Assert.Collection(
                test.Log.At(LogLevel.Error).Select(static line => line.Text),
                static stuck => Assert.Matches(@"^Handler .*\.Do\..* does not heed its token", stuck),
                static dropped => Assert.Contains("1 deliveries of handler", dropped, StringComparison.Ordinal));
            return outcome;
        });

    [Fact]
    public async Task A_handler_that_is_left_behind_publishes_nothing_more()
    {
        var time = new SignallingTime();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var refused = new TaskCompletionSource<Exception?>();
        await using var test = BareBus.Start<HandlersEndBusTests>(time: time);
        await test.Bus.PublishAsync(new Told(async (bus, context) =>
        {
            await release.Task;
            refused.SetResult(await Record.ExceptionAsync(async () => await context.PublishAsync(new Heard(1))));
            throw new InvalidOperationException("late");
        }));
        await test.Recorder.Reaches(1);
        var disposing = test.Bus.DisposeAsync();
        time.Advance(await time.NextTimer());
        time.Advance(await time.NextTimer());
        await disposing;
        release.SetResult();
        Assert.IsType<PublishRefusedException>(await refused.Task);
        Assert.Equal(1, StopInvariants.Check(test.Bus));
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task A_dead_letter_that_the_log_holds_up_is_not_counted_as_dropped()
    {
        var time = new SignallingTime();
        var logging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var release = new ManualResetEventSlim();
        await using var test = BareBus.Start<HandlersEndBusTests>(time: time);
        test.Log.Written = line =>
        {
            if (line.Text.Contains("is a dead letter", StringComparison.Ordinal))
            {
                logging.SetResult();
                release.Wait();
            }
        };
        await test.Bus.PublishAsync(new Told(static (_, _) => throw new InvalidOperationException("at once")));
        await logging.Task;
        var stopping = test.Bus.StopAsync();
        time.Advance(await time.NextTimer());
        time.Advance(await time.NextTimer());
        await stopping;
        release.Set();
        Assert.Equal(0, StopInvariants.Check(test.Bus));
        Assert.Equal(1, test.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task A_callback_that_blocks_the_cancelling_does_not_hold_up_the_stop()
    {
        var time = new SignallingTime();
        using var released = new ManualResetEventSlim();
        await using var test = BareBus.Start<HandlersEndBusTests>(time: time);
        await test.Bus.PublishAsync(new Told(async (_, context) =>
        {
            // The rest of the handler runs in the thread that cancels.
            var cancelled = new TaskCompletionSource();
            context.CancellationToken.Register(cancelled.SetResult);
            await cancelled.Task.ConfigureAwait(false);
            released.Wait();
        }));
        await test.Recorder.Reaches(1);
        var stopping = test.Bus.StopAsync();
        time.Advance(await time.NextTimer());
        time.Advance(await time.NextTimer());
        await stopping.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Contains(test.Log.At(LogLevel.Error), static line => line.Text.Contains("does not heed its token", StringComparison.Ordinal));
        Assert.Equal(1, StopInvariants.Check(test.Bus));
        released.Set();
        await test.Recorder.Reaches(2);
    }
}
