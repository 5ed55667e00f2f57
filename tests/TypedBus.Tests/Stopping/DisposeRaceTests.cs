using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Stopping;

/// <summary>A bus is ended twice, in every order and at once, while it is published to and its handlers publish.</summary>
public sealed class DisposeRaceTests(ITestOutputHelper output)
{
    private static readonly Func<EventBus, CancellationToken, Task>[] _ends =
    [
        static (bus, _) => bus.StopAsync(),
        static (bus, hasty) => bus.StopAsync(hasty),
        static async (bus, _) => await bus.DisposeAsync(),
        static (bus, _) => Task.Run(bus.Dispose),
    ];

    [Event("tests.disposerace.raced")]
    public readonly record struct Raced(int Number);

    [Event("tests.disposerace.followed")]
    public readonly record struct Followed(int Number);

    public sealed class Handlers(Ended ended)
    {
        [Handler(Capacity = 4)]
        public Followed Handle(Raced raced)
        {
            ended.Look();
            return new Followed(raced.Number);
        }

        [Handler]
        public async ValueTask Follow(Followed followed)
        {
            ended.Look();
            await Task.Yield();
        }
    }

    /// <summary>Counts handlers that begin when the bus has ended.</summary>
    public sealed class Ended
    {
        private int _late;

        public volatile bool IsTrue;

        public int Late => Volatile.Read(ref _late);

        public void Look() => Interlocked.Add(ref _late, IsTrue ? 1 : 0);
    }

    [Fact]
    public Task Each_event_is_handled_refused_or_counted_as_dropped() => Race.Run(
        output,
        ["all handled", "some refused", "some dropped"],
        async random =>
        {
            var ended = new Ended();
            await using var test = BareBus.Start<DisposeRaceTests>(bus => bus.Services.AddSingleton(ended));
            using var haste = new CancellationTokenSource();
            var (first, second) = (_ends[random.Next(4)], _ends[random.Next(4)]);
            var (before, between, hasten) = (Race.Delay(random) * random.Next(8), Race.Delay(random), Race.Delay(random));
            var publishing = Task.WhenAll(Publish(test.Bus, random.Next(40)), Publish(test.Bus, random.Next(40)));
            await Race.Dawdle(before);
            var one = first(test.Bus, haste.Token);
            await Race.Dawdle(between);
            var other = second(test.Bus, haste.Token);
            await Race.Dawdle(hasten);
            await haste.CancelAsync();
            await one;
            await other;
            await test.Bus.StopAsync();
            ended.IsTrue = true;
            var published = await publishing;

            var dropped = StopInvariants.Check(test.Bus);
            StopInvariants.CheckLog(test.Bus, test.Log);
            var raced = StopInvariants.Of(test.Bus, "Handle");
            Assert.Equal(published.Sum(static each => each.Accepted), raced.Accepted);
            Assert.Equal(raced.Settled, StopInvariants.Of(test.Bus, "Follow").Accepted);
            Assert.Equal(0, test.Bus.DeadLetters.Count);
            Assert.Equal(0, ended.Late);
            return dropped > 0 ? "some dropped" : published.Any(static each => each.Refused > 0) ? "some refused" : "all handled";
        });

    private static async Task<(int Accepted, int Refused)> Publish(EventBus bus, int count)
    {
        int accepted = 0, refused = 0;
        for (var number = 0; number < count; number++)
        {
            await Task.Yield();
            try
            {
                await bus.PublishAsync(new Raced(number));
                accepted++;
            }
            catch (PublishRefusedException)
            {
                refused++;
            }
        }

        return (accepted, refused);
    }
}
