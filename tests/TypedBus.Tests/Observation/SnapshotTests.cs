using TypedBus.Tests.Support;

namespace TypedBus.Tests.Observation;

/// <summary>The snapshot is exact when the bus is at rest, whether or not anybody listens.</summary>
public sealed class SnapshotTests
{
    private const int Events = 10_000;
    private const string Prefix = "TypedBus.Tests.Observation.SnapshotTests.Handlers.";
    private const string Suffix = ".SnapshotTests.Numbered";

    [Event("tests.snapshot")]
    public readonly record struct Numbered(int Number);

    public sealed class Handlers
    {
        // Of every hundred, one fails once, and one always.
        [Handler(Attempts = 3)]
        public void First(Numbered numbered, EventContext context)
        {
            if ((numbered.Number % 100 == 1 && context.Attempt == 1) || numbered.Number % 100 == 2)
            {
                throw new FormatException("numbered");
            }
        }

        [Handler(Group = "others")]
        public async ValueTask Second(Numbered numbered)
        {
            if (numbered.Number % 10 == 0)
            {
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task It_is_exact_after_many_events_with_failures()
    {
        await using var test = BareBus.Start<SnapshotTests>(static bus => bus.Retry(static retry => retry.Delay = TimeSpan.Zero));
        var publishers = Enumerable.Range(0, 4).Select(publisher => Task.Run(async () =>
        {
            for (var number = publisher; number < Events; number += 4)
            {
                await test.Bus.PublishAsync(new Numbered(number));
            }
        }));
        await Task.WhenAll(publishers);
        await test.Bus.StopAsync();
        var snapshot = test.Bus.Snapshot();
        Assert.Equal(0, snapshot.Unheard);
        Assert.Equal(
            [
                new SubscriptionSnapshot
                {
                    Name = $"{Prefix}First{Suffix}", Subject = "tests.snapshot", Group = $"{Prefix}First{Suffix}", Depth = 0, Accepted = Events, Settled = Events,
                    Retries = (Events / 100) + (2 * (Events / 100)), DeadLetters = Events / 100, Dropped = 0,
                },
                new SubscriptionSnapshot
                {
                    Name = $"{Prefix}Second{Suffix}", Subject = "tests.snapshot", Group = "others", Depth = 0, Accepted = Events, Settled = Events,
                    Retries = 0, DeadLetters = 0, Dropped = 0,
                },
            ],
            snapshot.Subscriptions.OrderBy(static subscription => subscription.Name));
        Assert.Equal([Events - (Events / 100), Events], snapshot.Subscriptions.OrderBy(static one => one.Name).Select(static one => one.Handled));
    }

    [Fact]
    public async Task It_stays_as_it_was()
    {
        await using var test = BareBus.Start<SnapshotTests>();
        var before = test.Bus.Snapshot();
        await test.Bus.PublishAsync(new Numbered(1));
        await test.Bus.StopAsync();
        Assert.Equal(0, before.Subscriptions[0].Accepted);
        Assert.Equal(1, test.Bus.Snapshot().Subscriptions[0].Accepted);
    }
}
