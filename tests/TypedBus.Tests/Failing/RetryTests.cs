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

    public sealed class Hearing(Recorder recorder)
    {
        [Handler]
        public void Hear(Told told, EventContext context) => recorder.Add($"told {told.Attempt}.{told.Position} {context.Id}");
    }

    [Fact]
    public async Task A_failed_delivery_is_tried_again_in_place_with_the_delays_that_the_hook_is_told()
    {
        var time = new SignallingTime();
        var told = new List<TimeSpan>();
        await using var test = BareBus.Start<RetryTests>(
            bus => bus.Retry(retry =>
            {
                retry.Jitter = 0.5;
                retry.OnRetry = (_, _, delay) => told.Add(delay);
            }),
            "Handlers.*",
            time);
        await test.Bus.PublishAsync(new Tried(1, Failures: 4));
        await test.Bus.PublishAsync(new Tried(2, Failures: 0));
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
        Assert.Equal(["1 attempt 1", "1 attempt 2", "1 attempt 3", "1 attempt 4", "1 attempt 5", "2 attempt 1"], test.Recorder.Entries);
        Assert.Equal(4, told.Count);
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task No_delay_is_longer_than_the_longest()
    {
        var time = new SignallingTime();
        await using var test = BareBus.Start<RetryTests>(
            static bus => bus.Retry(static retry =>
            {
                retry.Jitter = 0;
                retry.Factor = 10;
                retry.MaxDelay = TimeSpan.FromMilliseconds(500);
            }),
            "Handlers.*",
            time);
        await test.Bus.PublishAsync(new Tried(1, Failures: 9));
        var delays = new List<double>();
        for (var wait = 0; wait < 4; wait++)
        {
            var delay = await time.NextTimer();
            delays.Add(delay.TotalMilliseconds);
            time.Advance(delay);
        }

        Assert.Equal([100, 500, 500, 500], delays);
    }

    [Fact]
    public async Task What_the_filter_does_not_name_is_not_tried_again()
    {
        await using var test = BareBus.Start<RetryTests>(
            static bus => bus.Retry(static retry => retry.Filter = static exception => exception is not FormatException), "Handlers.*");
        await test.Bus.PublishAsync(new Tried(1, Failures: 9, Kind: "format"));
        await test.Bus.StopAsync();
        var letter = Assert.Single(test.Bus.DeadLetters.List());
        Assert.IsType<FormatException>(letter.Reason);
        Assert.Equal(1, letter.Attempts);
    }

    [Fact]
    public async Task A_handler_has_its_own_policy()
    {
        await using var test = BareBus.Start<RetryTests>(
            static bus =>
            {
                bus.Retry(static retry => (retry.Attempts, retry.Delay) = (9, TimeSpan.Zero));
                bus.Handler(Name).Retry(static retry => retry.Attempts = 2);
            },
            "Handlers.*");
        await test.Bus.PublishAsync(new Tried(1, Failures: 9));
        await test.Bus.StopAsync();
        Assert.Equal(["1 attempt 1", "1 attempt 2"], test.Recorder.Entries);
    }

    [Fact]
    public async Task A_repeated_delivery_publishes_with_the_same_identifiers()
    {
        await using var test = BareBus.Start<RetryTests>(static bus => bus.Retry(static retry => retry.Delay = TimeSpan.Zero));
        await test.Bus.PublishAsync(new Tried(1, Failures: 2));
        await test.Bus.StopAsync();
        var told = test.Recorder.Entries
            .Where(static entry => entry.StartsWith("told", StringComparison.Ordinal))
            .Select(static entry => entry.Split(' '))
            .ToLookup(static words => words[1].Split('.')[1], static words => words[2]);
        Assert.Equal(3, told["0"].Count());
        Assert.Single(told["0"].Distinct());
        Assert.Single(told["1"]);
        Assert.NotEqual(told["0"].First(), told["1"].First());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_callback_that_throws_ends_no_worker(bool filter)
    {
        await using var test = BareBus.Start<RetryTests>(
            bus => bus.Retry(retry =>
            {
                retry.Delay = TimeSpan.Zero;
                if (filter)
                {
                    retry.Filter = static _ => throw new ArithmeticException("filter");
                }
                else
                {
                    retry.OnRetry = static (_, _, _) => throw new ArithmeticException("hook");
                }
            }),
            "Handlers.*");
        await test.Bus.PublishAsync(new Tried(1, Failures: 1));
        await test.Bus.PublishAsync(new Tried(2, Failures: 0));
        await test.Bus.StopAsync();
        Assert.Equal("2 attempt 1", test.Recorder.Entries[^1]);
        Assert.Equal(filter ? 1 : 0, test.Bus.DeadLetters.Count);
        Assert.Contains(test.Log.Lines, static line => line.Exception is ArithmeticException);
    }
}
