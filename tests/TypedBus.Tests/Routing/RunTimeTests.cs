using TypedBus.Tests.Support;

namespace TypedBus.Tests.Routing;

/// <summary>Subscriptions with filters and of base types come and go like all others.</summary>
public sealed class RunTimeTests
{
    private const string Base = "TypedBus.Tests.Routing.RunTimeTests.Handlers.Take.RunTimeTests.IParcel";

    public interface IParcel
    {
        int Number { get; }
    }

    [Event("tests.parcels.{Depot}.sorted")]
    public sealed record Sorted(int Number, string Depot) : IParcel;

    [Event("tests.parcels.lost")]
    public readonly record struct Lost(int Number) : IParcel;

    public sealed class Handlers(Recorder recorder)
    {
        [Handler(Group = "parcels")]
        public void Take(IParcel parcel, EventContext context) => recorder.Add($"base {parcel.Number} {context.Subject}");
    }

    [Fact]
    public async Task A_base_type_leaves_all_its_events_and_comes_back_to_them()
    {
        await using var test = BareBus.Start<RunTimeTests>();
        var subscription = test.Bus.Subscriptions[Base];
        await Publish(test.Bus, 1);
        await subscription.StopAsync();
        await Publish(test.Bus, 2);
        Assert.Equal(2, test.Bus.UnheardCount);

        subscription.Start();
        await Publish(test.Bus, 3);
        await test.Bus.StopAsync();
        Assert.Equal(
            ["base 1 tests.parcels.north.sorted", "base 1 tests.parcels.lost", "base 3 tests.parcels.north.sorted", "base 3 tests.parcels.lost"],
            test.Recorder.Entries);
    }

    [Fact]
    public async Task A_subscription_with_a_filter_shares_a_group_until_it_leaves()
    {
        await using var test = BareBus.Start<RunTimeTests>();
        var board = test.Bus.Subscribe<Sorted>(
            "board",
            context =>
            {
                test.Recorder.Add($"board {context.Event.Number} {context.Subject}");
                return default;
            },
            static options => (options.Group, options.Subject) = ("parcels", "tests.parcels.north.*"));
        for (var number = 0; number < 10; number++)
        {
            await test.Bus.PublishAsync(new Sorted(number, "north"));
            await test.Bus.PublishAsync(new Sorted(100 + number, "south"));
        }

        await board.StopAsync();
        await test.Bus.PublishAsync(new Sorted(1_000, "north"));
        await test.Bus.StopAsync();
        var entries = test.Recorder.Entries;
        Assert.Equal(21, entries.Select(static entry => entry.Split(' ')[1]).Distinct().Count());
        Assert.Equal(21, entries.Count);
        Assert.Equal(5, entries.Count(static entry => entry.StartsWith("board ", StringComparison.Ordinal)));
        Assert.All(
            entries.Where(static entry => entry.StartsWith("board ", StringComparison.Ordinal)),
            static entry => Assert.EndsWith(" tests.parcels.north.sorted", entry));
        Assert.Contains("base 1000 tests.parcels.north.sorted", entries);
    }

    [Fact]
    public async Task What_waits_for_a_handler_that_leaves_goes_to_the_other_of_its_group()
    {
        await using var test = BareBus.Start<RunTimeTests>();
        var gate = test.Recorder.Gate("out");
        var slow = test.Bus.Subscribe<Sorted>(
            "slow",
            async context =>
            {
                test.Recorder.Add($"slow {context.Event.Number}");
                await gate;
            },
            static options => (options.Group, options.Subject, options.Capacity) = ("others", "tests.parcels.east.>", 100));
        await using var other = test.Bus.Subscribe<Sorted>(
            "other",
            context =>
            {
                test.Recorder.Add($"other {context.Event.Number}");
                return default;
            },
            static options => options.Group = "others");
        for (var number = 0; number < 10; number++)
        {
            await test.Bus.PublishAsync(new Sorted(number, "east"));
        }

        var stop = slow.StopAsync();
        await test.Bus.PublishAsync(new Sorted(10, "east"));
        test.Recorder.Open("out");
        await stop;
        await test.Bus.StopAsync();
        var taken = test.Recorder.Entries.Where(static entry => !entry.StartsWith("base ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(11, taken.Length);
        Assert.Equal(11, taken.Select(static entry => entry.Split(' ')[1]).Distinct().Count());
        Assert.Contains("other 10", taken);
    }

    private static async Task Publish(EventBus bus, int number)
    {
        await bus.PublishAsync(new Sorted(number, "north"));
        await bus.PublishAsync(new Lost(number));
    }
}
