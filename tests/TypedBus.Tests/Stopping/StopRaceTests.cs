using System.Collections.Concurrent;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Stopping;

/// <summary>
/// Publishers race a stop: whatever publishing accepted is handled, and whatever it refused is not. Each outcome must occur, or the race
/// was none.
/// </summary>
public sealed class StopRaceTests(ITestOutputHelper output)
{
    [Event("tests.stoprace.raced")]
    public readonly record struct Raced(int Number);

    [Event("tests.stoprace.followed")]
    public readonly record struct Followed(int Number);

    public sealed class Handlers(ConcurrentQueue<int> handled, ConcurrentQueue<int> followed)
    {
        [Handler(Capacity = 4)]
        public Followed Handle(Raced raced)
        {
            handled.Enqueue(raced.Number);
            return new Followed(raced.Number);
        }

        [Handler(Capacity = 4)]
        public void Follow(Followed follower) => Queue.Enqueue(follower.Number);

        private ConcurrentQueue<int> Queue => followed;
    }

    [Fact]
    public async Task What_was_accepted_is_handled_and_what_was_refused_is_not()
    {
        var rounds = TestRun.Long ? 20_000 : 2_000;
        const int publishers = 3;
        const int each = 40;
        var random = new Random(7);
        int all = 0, none = 0, some = 0;
        for (var round = 0; round < rounds; round++)
        {
            var handled = new ConcurrentQueue<int>();
            var followed = new ConcurrentQueue<int>();
            var bus = EventBus.Start(EventModules.All, builder =>
            {
                builder.Handlers.Only("TypedBus.Tests.Stopping.StopRaceTests.*");
                builder.Services.Add(new(typeof(Handlers), new Handlers(handled, followed)));
            });
            // Stopped beside the publishers' start, or when a number of events has got through, a different one each round.
            var stopAt = random.Next(3) == 0 ? -1 : random.Next((publishers * each) + 1);
            var early = stopAt < 0 ? bus.StopAsync() : Task.CompletedTask;
            var accepted = new ConcurrentBag<int>();
            var refused = 0;
            var tasks = Enumerable.Range(0, publishers).Select(publisher => Task.Run(async () =>
            {
                for (var number = 0; number < each; number++)
                {
                    await Task.Yield();
                    try
                    {
                        await bus.PublishAsync(new Raced((publisher * each) + number));
                        accepted.Add((publisher * each) + number);
                    }
                    catch (PublishRefusedException)
                    {
                        Interlocked.Increment(ref refused);
                    }
                }
            })).ToArray();
            SpinWait.SpinUntil(() => accepted.Count >= stopAt);
            await early;
            await bus.DisposeAsync();
            await Task.WhenAll(tasks);

            Assert.Equal(accepted.Order(), handled.Order());
            Assert.Equal(accepted.Order(), followed.Order());
            _ = refused == 0 ? all++ : accepted.IsEmpty ? none++ : some++;
        }

        output.WriteLine($"{rounds} rounds: all accepted {all}, some {some}, none {none}");
        Assert.True(all > 0 && some > 0 && none > 0, $"all {all}, some {some}, none {none}");
    }
}
