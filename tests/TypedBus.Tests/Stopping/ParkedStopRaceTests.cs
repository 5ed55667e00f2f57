using TypedBus.Tests.Support;

namespace TypedBus.Tests.Stopping;

/// <summary>A delivery that waits without a worker for its next attempt comes back just when the stop gives it up.</summary>
public sealed class ParkedStopRaceTests(ITestOutputHelper output)
{
    [Event("tests.parkedstop")]
    public readonly record struct Tried(int Number);

    public sealed class Handlers
    {
        [Handler(Concurrency = 2, Attempts = 2)]
        public void Try(Tried tried, EventContext context)
        {
            if (context.Attempt == 1)
            {
                throw new InvalidOperationException("not yet");
            }
        }
    }

    [Fact]
    public Task It_is_handled_or_counted_as_dropped() => Race.Run(
        output,
        ["handled", "some dropped"],
        async random =>
        {
            var time = new SignallingTime();
            await using var test = BareBus.Start<ParkedStopRaceTests>(
                static bus => bus.Retry(static retry => (retry.Delay, retry.Jitter) = (TimeSpan.FromSeconds(5), 0)), time: time);
            using var limit = new CancellationTokenSource();
            for (var number = 0; number < 3; number++)
            {
                await test.Bus.PublishAsync(new Tried(number));
                Assert.Equal(TimeSpan.FromSeconds(5), await time.NextTimer());
            }

            var (stop, comeBack) = (Race.Delay(random) * random.Next(8), Race.Delay(random));
            var stopping = test.Bus.StopAsync(limit.Token);
            var comingBack = Task.Run(async () =>
            {
                await Race.Dawdle(comeBack);
                time.Advance(TimeSpan.FromSeconds(5));
            });
            await Race.Dawdle(stop);
            await limit.CancelAsync();
            while (!stopping.IsCompleted)
            {
                // The grace, in case that somebody needs it.
                time.Advance(TimeSpan.FromMilliseconds(10));
                await Task.Yield();
            }

            await stopping;
            await comingBack;
            StopInvariants.CheckLog(test.Bus, test.Log);
            Assert.Equal(3, StopInvariants.Of(test.Bus, "Try").Accepted);
            return StopInvariants.Check(test.Bus) == 0 ? "handled" : "some dropped";
        });
}
