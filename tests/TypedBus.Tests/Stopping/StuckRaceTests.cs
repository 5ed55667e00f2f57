using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Stopping;

/// <summary>Handlers that heed no token end just when the stop gives them up.</summary>
public sealed class StuckRaceTests(ITestOutputHelper output)
{
    [Event("tests.stuckrace")]
    public sealed record Held(bool Fails);

    public sealed class Handlers(Recorder recorder, TaskCompletionSource release)
    {
        [Handler(Attempts = 2)]
        public async Task Hold(Held held)
        {
            if (held.Fails)
            {
                throw new InvalidOperationException("The policy is to hold it.");
            }

            recorder.Add("held");
            await release.Task;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task What_ends_late_is_counted_once(bool inThePolicy) => Race.Run(
        output,
        ["ended in time", "dropped"],
        async random =>
        {
            var time = new SignallingTime();
            var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var recorder = new Recorder();
            await using var test = BareBus.Start<StuckRaceTests>(
                bus =>
                {
                    bus.Services.AddSingleton(recorder).AddSingleton(release);
                    bus.Retry(retry => retry.Filter = _ =>
                    {
                        recorder.Add("held");
                        release.Task.Wait();
                        return false;
                    });
                },
                time: time);

            // So that the stop may count while a dead letter is being put away.
            var logging = Race.Delay(random) * 8;
            test.Log.Written = line => Thread.SpinWait(line.Exception is null ? 0 : logging);
            await test.Bus.PublishAsync(new Held(inThePolicy));
            await test.Bus.PublishAsync(new Held(inThePolicy));
            await recorder.Reaches(1);
            var stopping = test.Bus.StopAsync();
            time.Advance(await time.NextTimer());
            var grace = await time.NextTimer();
            var (letGo, giveUp) = (Race.Delay(random), Race.Delay(random));
            var patience = random.Next(4) == 0 ? Race.Delay(random) * 32 : 0;
            var released = Task.Run(async () =>
            {
                await Race.Dawdle(letGo);
                release.SetResult();
            });
            if (patience > 0)
            {
                await released;
                await Race.Dawdle(patience);
            }

            await Race.Dawdle(giveUp);
            time.Advance(grace);
            await stopping;
            await released;

            var dropped = StopInvariants.Check(test.Bus);
            StopInvariants.CheckLog(test.Bus, test.Log);

            // It ends now, if it has not yet, and changes no count by that. A dead letter may be on its way.
            while (inThePolicy && test.Bus.DeadLetters.Count < 2 - dropped)
            {
                await Task.Yield();
            }

            await Task.Yield();
            Assert.Equal(dropped, StopInvariants.Check(test.Bus));
            Assert.Equal(inThePolicy ? 2 - dropped : 0, test.Bus.DeadLetters.Count);
            Assert.Equal(test.Bus.DeadLetters.Count, test.Bus.Snapshot().Subscriptions[0].DeadLetters);
            Assert.Single(recorder.Entries);
            Assert.InRange(dropped, 1, 2);
            return dropped == 1 ? "ended in time" : "dropped";
        });
}
