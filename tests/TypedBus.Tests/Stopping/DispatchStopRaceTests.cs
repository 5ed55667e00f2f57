using TypedBus.Tests.Support;

namespace TypedBus.Tests.Stopping;

/// <summary>Dispatches, whose handlers publish, race the stop and the disposal of the bus.</summary>
public sealed class DispatchStopRaceTests(ITestOutputHelper output)
{
    [Event("tests.dispatchstop.asked")]
    public readonly record struct Asked(int Number);

    [Event("tests.dispatchstop.answered")]
    public readonly record struct Answered(int Number);

    [Event("tests.dispatchstop.followed")]
    public readonly record struct Followed(int Number);

    public sealed class Handlers
    {
        [Handler]
        public Answered Return(Asked asked) => new(asked.Number);

        [Handler]
        public ValueTask Publish(Asked asked, EventContext context) => context.PublishAsync(new Answered(-asked.Number));

        [Handler(Dispatch = false)]
        public Followed Answer(Answered answered) => new(answered.Number);

        [Handler(Dispatch = false)]
        public async ValueTask Follow(Followed followed) => await Task.Yield();
    }

    [Fact]
    public Task What_a_dispatch_publishes_is_handled_with_all_that_follows_or_refused() => Race.Run(
        output,
        ["all accepted", "some refused", "the bus gone"],
        async random =>
        {
            await using var test = BareBus.Start<DispatchStopRaceTests>();
            var (before, between, dispose) = (Race.Delay(random) * 4, Race.Delay(random), random.Next(2) == 0);
            var count = random.Next(4) == 0 ? random.Next(12) : 400;
            var dispatching = Task.WhenAll(Task.Run(() => Dispatch(test.Bus, count)), Task.Run(() => Dispatch(test.Bus, count)));
            await Race.Dawdle(before);
            await test.Bus.StopAsync();
            await Race.Dawdle(between);
            if (dispose)
            {
                await test.Bus.DisposeAsync();
            }

            var dispatched = await dispatching;
            Assert.Equal(0, StopInvariants.Check(test.Bus));
            Assert.Equal(dispatched.Sum(static each => each.Accepted), StopInvariants.Of(test.Bus, "Answer").Accepted);
            Assert.Equal(StopInvariants.Of(test.Bus, "Answer").Accepted, StopInvariants.Of(test.Bus, "Follow").Accepted);
            Assert.Equal(0, test.Bus.DeadLetters.Count);
            return dispatched.Any(static each => each.Gone) ? "the bus gone"
                : dispatched.Any(static each => each.Refused > 0) ? "some refused" : "all accepted";
        });

    private static async Task<(int Accepted, int Refused, bool Gone)> Dispatch(EventBus bus, int count)
    {
        int accepted = 0, refused = 0;
        for (var number = 1; number <= count && refused < 20; number++)
        {
            try
            {
                await bus.DispatchAsync(new Asked(number));
                accepted += 2;
            }
            catch (PublishRefusedException)
            {
                // One of two: what the one handler published by hand was accepted, and then what the other had returned was not.
                accepted++;
                refused++;
            }
            catch (AggregateException failures)
            {
                Assert.All(failures.InnerExceptions, static failure => Assert.IsType<PublishRefusedException>(failure));
                refused += failures.InnerExceptions.Count;
            }
            catch (ObjectDisposedException)
            {
                return (accepted, refused, Gone: true);
            }
        }

        return (accepted, refused, Gone: false);
    }
}
