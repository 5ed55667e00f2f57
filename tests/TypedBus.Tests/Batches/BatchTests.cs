using TypedBus.Tests.Observation;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Batches;

/// <summary>A handler of batches has what waits, up to its bound, and what comes while it lingers.</summary>
public sealed class BatchTests
{
    private const string Prefix = "TypedBus.Tests.Batches.BatchTests.";
    private const string StoreName = Prefix + "Storing.Store.BatchTests.Placed";

    [Event("tests.batches.placed")]
    public readonly record struct Placed(int Number);

    [Event("tests.batches.stored")]
    public sealed record Stored(int Count);

    [Event("tests.batches.begun")]
    public readonly record struct Begun(int Count);

    public sealed class Storing(Recorder recorder)
    {
        [Handler(MaxBatch = 3)]
        public async ValueTask Store(IReadOnlyList<Placed> placed, CancellationToken cancellationToken)
        {
            recorder.Add(string.Join(',', placed.Select(static one => one.Number)));
            if (placed[0].Number == 0)
            {
                await recorder.Gate("stored", cancellationToken);
            }
        }
    }

    public sealed class Telling(Recorder recorder)
    {
        [Handler(MaxBatch = 10)]
        public async Task Tell(IReadOnlyList<Placed> placed, EventContext context)
        {
            await recorder.Gate("told");
            recorder.Add($"{context.Id} {context.Attempt} {context.Subject} {context.CorrelationId}");
            await context.PublishAsync(new Stored(placed.Count));
            await context.PublishAsync(new Stored(-placed.Count));
        }

        [Handler]
        public void Hear(Stored stored, EventContext context) => recorder.Add($"{stored.Count} {context.CausationId} {context.CorrelationId}");
    }

    [Event("tests.batches.{Region}.sold")]
    public readonly record struct Sold(string Region);

    public sealed class Selling(Recorder recorder)
    {
        [Handler(MaxBatch = 3, Subject = "tests.batches.eu.*")]
        public void Sell(IReadOnlyList<Sold> sold, EventContext context) => recorder.Add($"{context.Subject} {sold[0].Region}");
    }

    public sealed class Slow(Recorder recorder)
    {
        [Handler]
        public async Task Begin(Begun begun, EventContext context)
        {
            recorder.Add("begun");
            await recorder.Gate("begun");
            for (var number = 1; number <= begun.Count; number++)
            {
                await context.PublishAsync(new Placed(number));
            }
        }
    }

    private static BareBus Start(string handlers = "Storing.*", TimeProvider? time = null, Action<EventBusBuilder>? configure = null) =>
        BareBus.Start<BatchTests>(configure, handlers, time);

    private static async Task Publish(BareBus test, int first, int last)
    {
        for (var number = first; number <= last; number++)
        {
            await test.Bus.PublishAsync(new Placed(number));
        }
    }

    [Fact]
    public async Task It_takes_what_is_there_up_to_its_bound()
    {
        await using var test = Start();
        await Publish(test, 0, 0);
        await test.Recorder.Reaches(1);
        await Publish(test, 1, 7);
        Assert.Equal(7, test.Bus.Snapshot().Subscriptions[0].Depth);
        test.Recorder.Open("stored");
        await test.Bus.StopAsync();
        Assert.Equal(["0", "1,2,3", "4,5,6", "7"], test.Recorder.Entries);
        var snapshot = test.Bus.Snapshot().Subscriptions[0];
        Assert.Equal((8, 8, 8), (snapshot.Accepted, snapshot.Settled, snapshot.Handled));
    }

    [Fact]
    public async Task It_lingers_until_it_is_full_or_the_time_is_up()
    {
        var time = new SignallingTime();
        var linger = TimeSpan.FromMilliseconds(50);
        await using var test = Start(time: time, configure: bus => bus.Handler(StoreName).Batch(3, linger));
        await Publish(test, 1, 2);
        Assert.Equal(linger, await time.NextTimer());
        time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.Empty(test.Recorder.Entries);
        await Publish(test, 3, 3);
        Assert.Equal(["1,2,3"], await test.Recorder.Reaches(1));

        // The next one has all its time before it.
        await Publish(test, 4, 4);
        Assert.Equal(linger, await time.NextTimer());
        time.Advance(TimeSpan.FromMilliseconds(49));
        await Publish(test, 5, 5);
        Assert.Single(test.Recorder.Entries);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["1,2,3", "4,5"], await test.Recorder.Reaches(2));

        // A batch that is full at once sets no timer, and one that comes after a pause sets its own.
        await Publish(test, 0, 0);
        Assert.Equal(linger, await time.NextTimer());
        time.Advance(linger);
        await test.Recorder.Reaches(3);
        await Publish(test, 6, 8);
        test.Recorder.Open("stored");
        Assert.Equal(["1,2,3", "4,5", "0", "6,7,8"], await test.Recorder.Reaches(4));
    }

    [Fact]
    public async Task A_stop_ends_the_lingering()
    {
        var time = new SignallingTime();
        await using var test = Start(time: time, configure: static bus => bus.Handler(StoreName).Batch(3, TimeSpan.FromMinutes(10)));
        await Publish(test, 1, 2);
        await time.NextTimer();
        await test.Bus.StopAsync();
        Assert.Equal(["1,2"], test.Recorder.Entries);
        Assert.Equal(0, test.Bus.Snapshot().Subscriptions[0].Dropped);
    }

    [Fact]
    public async Task What_handlers_publish_during_a_stop_is_handled()
    {
        await using var test = Start("Slow.*", configure: static bus =>
        {
            bus.Handlers.Only(StoreName);
            bus.Handler(StoreName).Batch(3, TimeSpan.FromMinutes(10));
        });
        await test.Bus.PublishAsync(new Begun(4));
        await test.Recorder.Reaches(1);
        var stopping = test.Bus.StopAsync();
        await Task.Yield();
        Assert.False(stopping.IsCompleted);
        test.Recorder.Open("begun");
        await stopping;
        Assert.Equal([1, 2, 3, 4], test.Recorder.Entries.Skip(1).SelectMany(static entry => entry.Split(',')).Select(int.Parse));
    }

    [Fact]
    public async Task A_stop_past_its_limit_drops_the_batch_in_hand()
    {
        await using var test = Start(configure: static bus => bus.Options.StopTimeout = TimeSpan.Zero);
        await Publish(test, 0, 0);
        await test.Recorder.Reaches(1);
        await Publish(test, 1, 4);
        await test.Bus.StopAsync();
        var snapshot = test.Bus.Snapshot().Subscriptions[0];
        Assert.Equal((5, 0, 5), (snapshot.Accepted, snapshot.Settled, snapshot.Dropped));
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task The_context_is_that_of_the_first_delivery()
    {
        await using var test = Start("Telling.*");
        await test.Bus.PublishAsync(new Placed(1), new PublishOptions { CorrelationId = "c" });
        test.Recorder.Open("told");
        var entries = await test.Recorder.Reaches(3);
        var told = entries[0].Split(' ');
        Assert.Equal(["1", "tests.batches.placed", "c"], told[1..]);
        Assert.Equal([$"1 {told[0]} c", $"-1 {told[0]} c"], entries.Skip(1));
    }

    [Fact]
    public async Task A_dispatch_gives_a_batch_of_one()
    {
        await using var test = Start();
        await test.Bus.DispatchAsync(new Placed(7));
        Assert.Equal(["7"], test.Recorder.Entries);
        await using var telling = Start("Telling.*");
        telling.Recorder.Open("told");
        await telling.Bus.DispatchAsync(new Placed(7));
        var entries = await telling.Recorder.Reaches(3);
        Assert.StartsWith($"1 {entries[0].Split(' ')[0]}", entries[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_subject_is_that_of_the_first_delivery_and_a_filter_chooses()
    {
        await using var test = Start("Selling.*");
        await test.Bus.PublishAsync(new Sold("us"));
        await test.Bus.PublishAsync(new Sold("eu"));
        await test.Recorder.Reaches(1);
        await test.Bus.DispatchAsync(new Sold("us"));
        await test.Bus.DispatchAsync(new Sold("eu"));
        await test.Bus.StopAsync();
        Assert.Equal(["tests.batches.eu.sold eu", "tests.batches.eu.sold eu"], test.Recorder.Entries);
    }

    [Fact]
    public async Task Deliveries_are_counted_and_not_batches()
    {
        using var measured = new Measurements("typedbus.handler", StoreName);
        await using var test = Start();
        await Publish(test, 0, 0);
        await test.Recorder.Reaches(1);
        await Publish(test, 1, 5);
        test.Recorder.Open("stored");
        await test.Bus.StopAsync();
        Assert.Equal(6, measured.Sum("messaging.client.consumed.messages"));
        Assert.Equal(3, measured.Of("messaging.process.duration").Count);
    }
}
