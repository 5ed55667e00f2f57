using System.Threading.RateLimiting;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Middleware;

/// <summary>A rate and a burst on faked time; cancellable; any rate limiter will do.</summary>
public sealed class ThrottleTests
{
    [Event("tests.throttle")]
    public sealed record Throttled(int Number);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler]
        public void Handle(Throttled throttled) => recorder.Add($"{throttled.Number}");
    }

    [Fact]
    public async Task After_a_burst_attempts_are_evenly_spaced()
    {
        var time = new SignallingTime();
        await using var test = BareBus.Start<ThrottleTests>(static bus => bus.UseThrottle(10, TimeSpan.FromSeconds(1), burst: 3), time: time);
        for (var number = 0; number < 6; number++)
        {
            await test.Bus.PublishAsync(new Throttled(number));
        }

        for (var waits = 0; waits < 3; waits++)
        {
            var wait = await time.NextTimer();
            Assert.Equal(3 + waits, test.Recorder.Entries.Count);
            Assert.Equal(100, wait.TotalMilliseconds, tolerance: 1);
            time.Advance(wait);
        }

        Assert.Equal(["0", "1", "2", "3", "4", "5"], await test.Recorder.Reaches(6));
    }

    [Fact]
    public async Task No_more_than_the_burst_is_saved_up()
    {
        var time = new SignallingTime();
        using var limiter = new ThrottleLimiter(10, TimeSpan.FromSeconds(1), burst: 3, time);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => limiter.AttemptAcquire().IsAcquired));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => limiter.AttemptAcquire().IsAcquired));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_ends_and_the_rate_is_not_passed()
    {
        var time = new SignallingTime();
        using var limiter = new ThrottleLimiter(1, TimeSpan.FromSeconds(1), burst: 1, time);
        Assert.True(limiter.AttemptAcquire().IsAcquired);
        using var source = new CancellationTokenSource();
        var given = limiter.AcquireAsync(1, source.Token).AsTask();
        var next = limiter.AcquireAsync(1).AsTask();
        Assert.Equal(2, limiter.GetStatistics()!.CurrentQueuedCount);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await next).IsAcquired);
    }

    [Fact]
    public async Task The_stop_limit_cancels_a_wait()
    {
        await using var test = BareBus.Start<ThrottleTests>(static bus =>
        {
            bus.Options.StopTimeout = TimeSpan.Zero;
            bus.UseThrottle(1, TimeSpan.FromDays(1));
        });
        await test.Bus.PublishAsync(new Throttled(0));
        await test.Bus.PublishAsync(new Throttled(1));
        await test.Recorder.Reaches(1);
        await test.Bus.StopAsync();
        Assert.Equal(["0"], test.Recorder.Entries);
    }

    [Fact]
    public async Task Another_rate_limiter_may_be_passed_and_its_lease_is_held_to_the_end()
    {
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 0 });
        await using var test = BareBus.Start<ThrottleTests>(bus =>
        {
            bus.Retry(static retry => retry.Attempts = 1);
            bus.UseThrottle(limiter);
            bus.Use(next => context =>
            {
                Assert.Equal(0, limiter.GetStatistics()!.CurrentAvailablePermits);
                return next(context);
            });
        });
        await test.Bus.PublishAsync(new Throttled(0));
        await test.Bus.PublishAsync(new Throttled(1));
        await test.Recorder.Reaches(2);

        // The handler has written before its lease is given back.
        while (limiter.GetStatistics()!.CurrentAvailablePermits == 0)
        {
            await Task.Yield();
        }

        using (limiter.AttemptAcquire())
        {
            await test.Bus.PublishAsync(new Throttled(2));
            await test.Bus.StopAsync();
        }

        Assert.Contains("no permit", Assert.Single(test.Bus.DeadLetters.List()).Reason.Message, StringComparison.Ordinal);
        Assert.Equal(1, limiter.GetStatistics()!.CurrentAvailablePermits);
    }
}
