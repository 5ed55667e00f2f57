using TypedBus.Tests.Support;

namespace TypedBus.Tests.Failing;

/// <summary>The failure policy: attempts, delays, filter, hook; and that a repeated delivery publishes the same again.</summary>
public sealed class RetryTests
{
    private const string Name = "TypedBus.Tests.Failing.RetryTests.Handlers.Handle.RetryTests.Tried";

    [Event("tests.retry.tried")]
    public sealed record Tried(int Number, int Failures, string Kind = "invalid");

    [Event("tests.retry.told")]
    public sealed record Told(int Attempt, int Position);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler]
        public async Task<Told> Handle(Tried tried, EventContext context)
        {
            recorder.Add($"{tried.Number} attempt {context.Attempt}");
            await context.PublishAsync(new Told(context.Attempt, 0));
            if (context.Attempt <= tried.Failures)
            {
                throw tried.Kind == "invalid" ? new InvalidOperationException("not yet") : new FormatException("never");
            }

            return new Told(context.Attempt, 1);
        }
    }

    // The one test of jitter, which the test kit takes away.
    [Fact]
    public async Task Delays_are_as_long_as_the_hook_is_told_within_their_jitter()
    {
        var time = new SignallingTime();
        var told = new List<TimeSpan>();
        await using var test = BareBus.Start<RetryTests>(
            bus => bus.Retry(retry =>
            {
                retry.Jitter = 0.5;
                retry.OnRetry = (_, _, delay) => told.Add(delay);
            }),
            time: time);
        await test.Bus.PublishAsync(new Tried(1, Failures: 4));
        var reckoned = TimeSpan.FromMilliseconds(100);
        for (var wait = 0; wait < 4; wait++)
        {
            var delay = await time.NextTimer();
            Assert.Equal(told[wait].TotalMilliseconds, delay.TotalMilliseconds, tolerance: 1);
            Assert.InRange(delay, reckoned * 0.49, reckoned * 1.51);
            reckoned *= 2;
            time.Advance(delay);
        }

        await test.Bus.StopAsync();
        Assert.Equal((5, 4), (test.Recorder.Entries.Count, told.Count));
    }

    [Fact]
    public async Task A_failed_delivery_is_tried_again_in_place_after_growing_delays()
    {
        await using var bus = Kit.Start<RetryTests>();
        var begun = bus.Time.GetUtcNow();
        await bus.PublishAsync(new Tried(1, Failures: 4));
        await bus.PublishAsync(new Tried(2, Failures: 0));
        await bus.Idle();
        Assert.Equal(
            ["1 attempt 1", "1 attempt 2", "1 attempt 3", "1 attempt 4", "1 attempt 5", "2 attempt 1"], bus.Recorder().Entries);
        Assert.Equal([0, 100, 300, 700, 1500, 1500], bus.Attempts<Tried>().Select(attempt => (attempt.Time - begun).TotalMilliseconds));
        Assert.Empty(bus.DeadLettered<Tried>());
    }

    [Fact]
    public async Task No_delay_is_longer_than_the_longest()
    {
        await using var bus = Kit.Start<RetryTests>(
            static bus => bus.Retry(static retry => (retry.Factor, retry.MaxDelay) = (10, TimeSpan.FromMilliseconds(500))));
        var begun = bus.Time.GetUtcNow();
        await bus.PublishAsync(new Tried(1, Failures: 9));
        await bus.Idle();
        Assert.Equal([0, 100, 600, 1100, 1600], bus.Attempts<Tried>().Select(attempt => (attempt.Time - begun).TotalMilliseconds));
    }

    [Fact]
    public async Task What_the_filter_does_not_name_is_not_tried_again()
    {
        await using var bus = Kit.Start<RetryTests>(
            static bus => bus.Retry(static retry => retry.Filter = static exception => exception is not FormatException));
        await bus.PublishAsync(new Tried(1, Failures: 9, Kind: "format"));
        await bus.Idle();
        var given = bus.DeadLetteredOnce<Tried>();
        Assert.IsType<FormatException>(given.Failure);
        Assert.Equal((1, 1), (given.Attempt, given.DeadLetter!.Attempts));
    }

    [Fact]
    public async Task A_handler_has_its_own_policy()
    {
        await using var bus = Kit.Start<RetryTests>(static bus =>
        {
            bus.Retry(static retry => retry.Attempts = 9);
            bus.Handler(Name).Retry(static retry => retry.Attempts = 2);
        });
        await bus.PublishAsync(new Tried(1, Failures: 9));
        await bus.Idle();
        Assert.Equal([1, 2], bus.Attempts<Tried>().Select(static attempt => attempt.Attempt));
    }

    [Fact]
    public async Task A_repeated_delivery_publishes_with_the_same_identifiers()
    {
        await using var bus = Kit.Start<RetryTests>();
        await bus.PublishAsync(new Tried(1, Failures: 2));
        await bus.Idle();
        var told = bus.Published<Told>().ToLookup(static told => told.Event.Position, static told => told.Id);
        Assert.Equal(3, told[0].Count());
        Assert.Single(told[0].Distinct());
        Assert.NotEqual(told[0].First(), Assert.Single(told[1]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_callback_that_throws_ends_no_worker(bool filter)
    {
        await using var bus = Kit.Start<RetryTests>(bus => bus.Retry(retry =>
        {
            if (filter)
            {
                retry.Filter = static _ => throw new ArithmeticException("filter");
            }
            else
            {
                retry.OnRetry = static (_, _, _) => throw new ArithmeticException("hook");
            }
        }));
        await bus.PublishAsync(new Tried(1, Failures: 1));
        await bus.PublishAsync(new Tried(2, Failures: 0));
        await bus.Idle();
        Assert.Equal("2 attempt 1", bus.Recorder().Entries[^1]);
        Assert.Equal(filter ? 1 : 0, bus.DeadLettered<Tried>().Count);
        Assert.Contains(bus.Log().Lines, static line => line.Exception is ArithmeticException);
    }
}
