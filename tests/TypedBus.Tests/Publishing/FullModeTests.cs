using TypedBus.Tests.Observation;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Publishing;

/// <summary>What becomes of an event for a subscription whose queue is full: the user chooses, and what is dropped is counted.</summary>
public sealed class FullModeTests
{
    private const string Prefix = "TypedBus.Tests.Publishing.FullModeTests.";
    private const string BoardName = Prefix + "Board.Show.FullModeTests.Priced";

    [Event("tests.modes.priced")]
    public readonly record struct Priced(int Number);

    [Event("tests.modes.keyed")]
    public readonly record struct Keyed([property: OrderKey] int Key, int Number);

    [Event("tests.modes.shared")]
    public readonly record struct Shared(int Number);

    [Event("tests.modes.burst")]
    public readonly record struct Burst(int Count);

    public sealed class Board(Recorder recorder)
    {
        [Handler(Capacity = 2, FullMode = FullMode.DropOldest)]
        public async Task Show(Priced price)
        {
            recorder.Add($"show {price.Number}");
            if (price.Number < 0)
            {
                throw new InvalidOperationException("no such price");
            }

            await recorder.Gate("board");
        }
    }

    public sealed class Quick(Recorder recorder)
    {
        [Handler]
        public void Note(Priced price) => recorder.Add($"note {price.Number}");
    }

    public sealed class Lanes(Recorder recorder)
    {
        [Handler(Concurrency = 4, Capacity = 8, FullMode = FullMode.DropOldest)]
        public async Task Show(Keyed keyed)
        {
            recorder.Add($"{keyed.Key}:{keyed.Number}");
            await recorder.Gate("lanes");
        }
    }

    public sealed class Members(Recorder recorder)
    {
        [Handler(Group = "members", Name = Prefix + "one", Capacity = 2, FullMode = FullMode.DropNewest)]
        public async Task One(Shared shared)
        {
            recorder.Add($"one {shared.Number}");
            await recorder.Gate("members");
        }

        [Handler(Group = "members", Name = Prefix + "two", Capacity = 4, FullMode = FullMode.DropOldest)]
        public async Task Two(Shared shared)
        {
            recorder.Add($"two {shared.Number}");
            await recorder.Gate("members");
        }
    }

    public sealed class Bursting
    {
        [Handler]
        public IEnumerable<Priced> Burst(Burst burst) => Enumerable.Range(1, burst.Count).Select(static number => new Priced(number));
    }

    private static BareBus Start(FullMode mode, string handlers = "Board.*", Action<EventBusBuilder>? configure = null) => BareBus.Start<FullModeTests>(
        bus =>
        {
            bus.Handler("*.Board.*").FullMode(mode);
            configure?.Invoke(bus);
        },
        handlers);

    // The first is in hand, and as many wait behind it as the capacity allows.
    private static async Task Fill(BareBus test, int handlers = 1)
    {
        await test.Bus.PublishAsync(new Priced(0));
        await test.Recorder.Reaches(handlers);
        await test.Bus.PublishAsync(new Priced(1));
        await test.Bus.PublishAsync(new Priced(2));
    }

    private static async Task<IEnumerable<string>> Shown(BareBus test, string gate = "board")
    {
        test.Recorder.Open(gate);
        await test.Bus.StopAsync();
        return test.Recorder.Entries.Where(static entry => !entry.StartsWith("note", StringComparison.Ordinal));
    }

    private static SubscriptionSnapshot Find(BareBus test, string name = BoardName) =>
        Assert.Single(test.Bus.Snapshot().Subscriptions, subscription => subscription.Name == name);

    [Theory]
    [InlineData(FullMode.DropNewest, "show 0, show 1, show 2")]
    [InlineData(FullMode.DropOldest, "show 0, show 8, show 9")]
    public async Task What_is_too_much_is_dropped_and_counted(FullMode mode, string expected)
    {
        using var measured = new Measurements("typedbus.handler", BoardName);
        await using var test = Start(mode);
        await Fill(test);
        for (var number = 3; number < 10; number++)
        {
            Assert.True(test.Bus.PublishAsync(new Priced(number)).IsCompletedSuccessfully);
        }

        Assert.Equal((2, 7), (Find(test).Depth, Find(test).Dropped));
        Assert.Equal(expected, string.Join(", ", await Shown(test)));
        var snapshot = Find(test);
        Assert.Equal((10, 3, 3, 7, 0), (snapshot.Accepted, snapshot.Settled, snapshot.Handled, snapshot.Dropped, snapshot.Depth));
        Assert.Equal(7, measured.Sum("typedbus.dropped"));
        Assert.All(measured.Of("typedbus.dropped"), static one => Assert.Equal("full_mode", one.Tags["typedbus.drop.reason"]));
        Assert.Equal(10, measured.Sum("messaging.client.consumed.messages") + measured.Sum("typedbus.dropped"));
    }

    [Fact]
    public async Task A_publish_that_fails_offers_the_event_to_all_others_first()
    {
        await using var test = Start(FullMode.Fail, "Quick.*", static bus => bus.Handlers.Only(BoardName));
        await Fill(test, handlers: 2);
        var failure = await Assert.ThrowsAsync<QueueFullException>(async () => await test.Bus.PublishAsync(new Priced(3)));
        Assert.Equal([BoardName], failure.Missing);
        Assert.Equal([Prefix + "Quick.Note.FullModeTests.Priced"], failure.Accepted);
        Assert.Contains("Board.Show", failure.Message, StringComparison.Ordinal);
        Assert.Contains("raise the capacity", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["show 0", "show 1", "show 2"], await Shown(test));
        Assert.Contains("note 3", test.Recorder.Entries);
        Assert.Equal((3, 0), (Find(test).Accepted, Find(test).Dropped));
    }

    [Fact]
    public async Task A_publish_to_one_full_queue_alone_fails()
    {
        await using var test = Start(FullMode.Fail);
        await Fill(test);
        var failure = await Assert.ThrowsAsync<QueueFullException>(async () => await test.Bus.PublishAsync(new Priced(3)));
        Assert.Equal([BoardName], failure.Missing);
        Assert.Empty(failure.Accepted);
        test.Recorder.Open("board");
        await test.Recorder.Reaches(3);
        await test.Bus.PublishAsync(new Priced(4));
        Assert.Equal(["show 0", "show 1", "show 2", "show 4"], await Shown(test));
    }

    [Theory]
    [InlineData(FullMode.Wait, 12)]
    [InlineData(FullMode.Fail, 12)]
    [InlineData(FullMode.DropNewest, 2)]
    [InlineData(FullMode.DropOldest, 2)]
    public async Task What_handlers_publish_is_bounded_where_the_mode_drops(FullMode mode, int waiting)
    {
        await using var test = Start(mode, "Bursting.*", static bus => bus.Handlers.Only(BoardName));
        await test.Bus.PublishAsync(new Priced(0));
        await test.Recorder.Reaches(1);
        await test.Bus.PublishAsync(new Burst(12));
        var bursting = Prefix + "Bursting.Burst.FullModeTests.Burst";
        while (Find(test, bursting).Settled == 0)
        {
            await Task.Yield();
        }

        Assert.Equal((waiting, 12 - waiting), (Find(test).Depth, Find(test).Dropped));
        var last = mode == FullMode.DropNewest ? 2 : 12;
        Assert.Equal(
            Enumerable.Range(last - waiting + 1, waiting).Select(static number => $"show {number}").Prepend("show 0"), await Shown(test));
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task Each_lane_has_its_share_of_the_capacity()
    {
        await using var test = BareBus.Start<FullModeTests>(handlers: "Lanes.*");
        for (var number = 0; number < 100; number++)
        {
            await test.Bus.PublishAsync(new Keyed(7, number));
        }

        // One lane of four: two of the eight, and what its worker had in hand before the rest came.
        test.Recorder.Open("lanes");
        await test.Bus.StopAsync();
        var snapshot = Assert.Single(test.Bus.Snapshot().Subscriptions);
        Assert.Equal((100, 100 - snapshot.Handled), (snapshot.Accepted, snapshot.Dropped));
        Assert.Equal(["7:98", "7:99"], test.Recorder.Entries.TakeLast(2));
        Assert.InRange(test.Recorder.Entries.Count, 2, 3);
    }

    [Fact]
    public async Task A_group_drops_when_all_its_members_are_full()
    {
        await using var test = BareBus.Start<FullModeTests>(handlers: "one", configure: static bus => bus.Handlers.Only(Prefix + "two"));
        await test.Bus.PublishAsync(new Shared(1));
        await test.Bus.PublishAsync(new Shared(2));
        await test.Recorder.Reaches(2);
        for (var number = 3; number < 9; number++)
        {
            await test.Bus.PublishAsync(new Shared(number));
        }

        // Six wait, in whichever queue there was room; only now is something dropped.
        Assert.Equal(0, test.Bus.Snapshot().Subscriptions.Sum(static one => one.Dropped));
        for (var number = 9; number < 15; number++)
        {
            await test.Bus.PublishAsync(new Shared(number));
        }

        Assert.Equal([3, 3], test.Bus.Snapshot().Subscriptions.Select(static one => one.Dropped));
        Assert.Equal(8, (await Shown(test, "members")).Count());
        Assert.Equal(14, test.Bus.Snapshot().Subscriptions.Sum(static one => one.Accepted));
    }

    [Theory]
    [InlineData(FullMode.DropNewest, "show -1, show 0, show 1, show 2, show -1")]
    [InlineData(FullMode.Fail, "show -1, show 0, show 1, show 2, show -1")]
    [InlineData(FullMode.DropOldest, "show -1, show 0, show 2, show -1")]
    public async Task A_dead_letter_that_is_sent_back_is_not_dropped_for_want_of_room(FullMode mode, string expected)
    {
        await using var test = Start(mode, configure: static bus => bus.Handler(BoardName).Retry(static retry => retry.Attempts = 1));
        await test.Bus.PublishAsync(new Priced(-1));
        while (test.Bus.DeadLetters.Count == 0)
        {
            await Task.Yield();
        }

        await test.Bus.PublishAsync(new Priced(0));
        await test.Recorder.Reaches(2);
        await test.Bus.PublishAsync(new Priced(1));
        await test.Bus.PublishAsync(new Priced(2));
        var sending = test.Bus.DeadLetters.SendBackAsync(test.Bus.DeadLetters.List()[0]).AsTask();
        Assert.Equal(mode == FullMode.DropOldest, sending.IsCompleted);

        // Whoever waits is not passed by a newer one, which is dropped, or refused.
        var passing = mode == FullMode.DropOldest ? null : await Record.ExceptionAsync(async () => await test.Bus.PublishAsync(new Priced(3)));
        Assert.Equal(mode == FullMode.Fail, passing is QueueFullException);
        Assert.Equal(mode == FullMode.Fail ? 0 : 1, Find(test).Dropped);
        test.Recorder.Open("board");
        Assert.True(await sending);
        Assert.Equal(expected, string.Join(", ", await Shown(test)));
    }
}
