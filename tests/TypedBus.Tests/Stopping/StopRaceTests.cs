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
    public Task What_was_accepted_is_handled_and_what_was_refused_is_not() => Race.Run(
        output,
        ["all accepted", "some", "none"],
        async random =>
        {
            const int publishers = 3;
            const int each = 40;
            var handled = new ConcurrentQueue<int>();
            var followed = new ConcurrentQueue<int>();
            await using var test = BareBus.Start<StopRaceTests>(
                bus => bus.Services.Add(new(typeof(Handlers), new Handlers(handled, followed))));

            // Stopped before the publishers start, by the one who gets a certain event through, or when all have ended.
            var stopAt = random.Next(4) == 0 ? 0 : random.Next((publishers * each * 4 / 3) + 1);
            var early = stopAt == 0 ? test.Bus.StopAsync() : Task.CompletedTask;
            var accepted = new ConcurrentBag<int>();
            var count = 0;
            await Task.WhenAll(Enumerable.Range(0, publishers).Select(publisher => Task.Run(async () =>
            {
                for (var number = 0; number < each; number++)
                {
                    await Task.Yield();
                    try
                    {
                        await test.Bus.PublishAsync(new Raced((publisher * each) + number));
                        accepted.Add((publisher * each) + number);
                    }
                    catch (PublishRefusedException)
                    {
                        continue;
                    }

                    if (Interlocked.Increment(ref count) == stopAt)
                    {
                        _ = test.Bus.StopAsync();
                    }
                }
            })));
            await early;
            await test.Bus.StopAsync();

            Assert.Equal(accepted.Order(), handled.Order());
            Assert.Equal(accepted.Order(), followed.Order());
            Assert.Equal(0, StopInvariants.Check(test.Bus));
            return accepted.Count == publishers * each ? "all accepted" : accepted.IsEmpty ? "none" : "some";
        });
}
