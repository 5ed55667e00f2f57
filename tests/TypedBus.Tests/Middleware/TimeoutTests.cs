using TypedBus.Tests.Support;

namespace TypedBus.Tests.Middleware;

/// <summary>A deadline is cooperative, each attempt has a fresh token, and what was changed is restored.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(3);

    [Event("tests.timeout")]
    public sealed record Timed(bool IsSlow);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler(Attempts = 2)]
        public async Task Handle(Timed timed, EventContext context, CancellationToken cancellationToken)
        {
            recorder.Add($"{context.Attempt} {cancellationToken.CanBeCanceled} {cancellationToken.IsCancellationRequested}");
            if (timed.IsSlow)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
        }
    }

    [Fact]
    public async Task Past_the_limit_the_handler_is_cancelled_and_the_next_attempt_has_a_fresh_token()
    {
        var time = new SignallingTime();
        await using var test = BareBus.Start<TimeoutTests>(
            static bus =>
            {
                bus.Retry(static retry => retry.Jitter = 0);
                bus.UseTimeout(_limit);
            },
            time: time);
        await test.Bus.PublishAsync(new Timed(IsSlow: true));
        await test.Recorder.Reaches(1);
        time.Advance(await time.NextTimer());
        var retry = await time.NextTimer();
        Assert.Equal(TimeSpan.FromMilliseconds(100), retry);
        time.Advance(retry);
        await test.Recorder.Reaches(2);
        Assert.Equal(_limit, await time.NextTimer());
        time.Advance(_limit);
        await test.Bus.StopAsync();
        Assert.Equal(["1 True False", "2 True False"], test.Recorder.Entries);
        var letter = Assert.Single(test.Bus.DeadLetters.List());
        Assert.Contains("did not end within 00:00:03", Assert.IsType<TimeoutException>(letter.Reason).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_changed_is_restored(bool fails)
    {
        var tokens = new List<CancellationToken>();
        await using var bus = Kit.Start<TimeoutTests>(bus =>
        {
            bus.Retry(static retry => retry.Attempts = 1);
            bus.Use(next => async context =>
            {
                tokens.Add(context.CancellationToken);
                try
                {
                    await next(context);
                }
                finally
                {
                    tokens.Add(context.CancellationToken);
                }
            });
            bus.UseTimeout(_limit);
            bus.Use(next => context =>
            {
                tokens.Add(context.CancellationToken);
                return fails ? throw new InvalidOperationException("at once") : next(context);
            });
        });
        await bus.PublishAsync(new Timed(IsSlow: false));
        await bus.Idle();
        Assert.Equal(tokens[0], tokens[2]);
        Assert.NotEqual(tokens[0], tokens[1]);
    }

    [Fact]
    public async Task The_stop_limit_reaches_through_the_deadline()
    {
        await using var test = BareBus.Start<TimeoutTests>(static bus =>
        {
            bus.Options.StopTimeout = TimeSpan.Zero;
            bus.UseTimeout(TimeSpan.FromHours(1));
        });
        await test.Bus.PublishAsync(new Timed(IsSlow: true));
        await test.Recorder.Reaches(1);
        await test.Bus.StopAsync();
        Assert.Contains(test.Log.Lines, static line => line.Text.Contains("1 deliveries", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_must_be_more_than_zero() => Assert.Throws<ArgumentOutOfRangeException>(
        () => EventBus.Start(EventModules.All, static bus => bus.UseTimeout(TimeSpan.Zero)));
}
