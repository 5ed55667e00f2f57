namespace TypedBus.Testing.Tests;

/// <summary>The kit with handlers of batches: time moves on for those that linger, and an attempt at a batch is one at each of its events.</summary>
public sealed class BatchTests
{
    private const string Here = "TypedBus.Testing.Tests.BatchTests.";

    [Event("tests.batches.placed")]
    public readonly record struct Placed(int Number);

    [Event("tests.batches.keyed")]
    public readonly record struct Keyed([property: OrderKey] int Key, int Number);

    [Event("tests.batches.stored")]
    public readonly record struct Stored(int Count);

    public sealed class Storing
    {
        [Handler(MaxBatch = 4, LingerMilliseconds = 50)]
        public async ValueTask Store(IReadOnlyList<Placed> placed, EventContext context)
        {
            await Task.Yield();
            await context.PublishAsync(new Stored(placed.Count));
        }
    }

    public sealed class Workers
    {
        [Handler(MaxBatch = 4, LingerMilliseconds = 50, Concurrency = 3)]
        public async Task ByKey(IReadOnlyList<Keyed> keyed) => await Task.Yield();

        [Handler(MaxBatch = 4, LingerMilliseconds = 50, Concurrency = 3)]
        public async Task AsTheyCome(IReadOnlyList<Placed> placed) => await Task.Yield();
    }

    public sealed class Keeping
    {
        public static IReadOnlyList<Placed>? Kept { get; set; }

#pragma warning disable TB2035 // What becomes of it is the test.
        [Handler(MaxBatch = 4)]
        public void Keep(IReadOnlyList<Placed> placed) => Kept = placed;
#pragma warning restore TB2035
    }

    [Theory]
    [InlineData(6, 50)]
    [InlineData(4, 0)]
    [InlineData(8, 0)]
    [InlineData(9, 50)]
    public async Task Idle_moves_time_on_only_for_a_batch_that_lingers(int events, int milliseconds)
    {
        // Each time the worker is found elsewhere between its first event and its last.
        for (var round = 0; round < 200; round++)
        {
            await using var bus = Shop.Quiet(Here + "Storing.*");
            var begun = bus.Time.GetUtcNow();
            for (var number = 0; number < events; number++)
            {
                await bus.PublishAsync(new Placed(number));
            }

            await bus.Idle();
            Assert.Equal(events, bus.Handled<Placed>().Count);
            Assert.Equal(events, bus.Published<Stored>().Sum(static stored => stored.Event.Count));
            Assert.Contains(bus.Published<Stored>(), static stored => stored.Event.Count == 4);
            Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), bus.Time.GetUtcNow() - begun);
            Assert.All(bus.Published<Stored>(), static stored => Assert.IsType<HandlerAttempt<Placed>>(stored.Cause));
        }
    }

    [Fact]
    public async Task Attempts_at_a_batch_are_recorded_for_each_event()
    {
        await using var bus = Shop.Quiet(Here + "Storing.*", static setup => setup.Retry(static retry => retry.Attempts = 2));
        bus.Fail("*", static context => ((EventContext<IReadOnlyList<Placed>>)context).Event.Any(static one => one.Number == 2) ? new InjectedFaultException() : null);
        for (var number = 0; number < 4; number++)
        {
            await bus.PublishAsync(new Placed(number));
        }

        await bus.Idle();
        Assert.Equal([(0, 3), (1, 3), (3, 4)], bus.Handled<Placed>().Select(static one => (one.Event.Number, one.Attempt)));
        Assert.Equal((2, 4), (bus.DeadLetteredOnce<Placed>().Event.Number, bus.DeadLetteredOnce<Placed>().Attempt));
        Assert.Equal(3 + 3 + 4 + 4, bus.Attempts<Placed>().Count);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(60)]
    public async Task Idle_knows_what_several_workers_wait_for(double delay)
    {
        for (var round = 0; round < 50; round++)
        {
            await using var bus = Shop.Quiet(Here + "Workers.*", setup => setup.Retry(retry =>
            {
                (retry.Attempts, retry.Delay, retry.MaxDelay) = (3, TimeSpan.FromSeconds(delay), TimeSpan.FromHours(1));
            }));
            bus.Fail("*.Keyed", static context => context.Attempt < 3 ? new InjectedFaultException() : null);
            bus.Fail("*.Placed", static context =>
                ((EventContext<IReadOnlyList<Placed>>)context).Event.Any(static one => one.Number % 5 == 0) ? new InjectedFaultException() : null);
            for (var number = 0; number < 31; number++)
            {
                await bus.PublishAsync(new Keyed(number % 7, number));
                await bus.PublishAsync(new Placed(number));
            }

            await bus.Idle();
            Assert.Equal(31, bus.Handled<Keyed>().Count);
            Assert.Equal((24, 7), (bus.Handled<Placed>().Count, bus.DeadLettered<Placed>().Count));
        }
    }

    [Fact]
    public async Task A_batch_that_is_kept_throws()
    {
        await using var bus = Shop.Quiet(Here + "Keeping.*");
        await bus.PublishAsync(new Placed(1));
        await bus.Idle();
        var failure = Assert.Throws<ObjectDisposedException>(static () => Keeping.Kept![0]);
        Assert.Contains("Take what you need out of it", failure.Message, StringComparison.Ordinal);
    }
}
