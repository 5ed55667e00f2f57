using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
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
        List<double> reached = [];
        await using var bus = Kit.Start<ThrottleTests>(bus =>
        {
            bus.UseThrottle(10, TimeSpan.FromSeconds(1), burst: 3);
            bus.Use((EventDelegate next) => context =>
            {
                reached.Add(context.Services.GetRequiredService<TimeProvider>().GetUtcNow().TimeOfDay.TotalMilliseconds);
                return next(context);
            });
        });
        for (var number = 0; number < 6; number++)
        {
            await bus.PublishAsync(new Throttled(number));
        }

        await bus.Idle();
        Assert.All([0, 0, 0, 100, 200, 300], (expected, at) => Assert.Equal(expected, reached[at], tolerance: 1));
        Assert.Equal(["0", "1", "2", "3", "4", "5"], bus.Recorder().Entries);
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
        await using var bus = Kit.Start<ThrottleTests>(bus =>
        {
            bus.Retry(static retry => retry.Attempts = 1);
            bus.UseThrottle(limiter);
            bus.Use(next => context =>
            {
                Assert.Equal(0, limiter.GetStatistics()!.CurrentAvailablePermits);
                return next(context);
            });
        });
        await bus.PublishAsync(new Throttled(0));
        await bus.PublishAsync(new Throttled(1));
        await bus.Idle();
        Assert.Equal(2, bus.Handled<Throttled>().Count);
        using (limiter.AttemptAcquire())
        {
            await bus.PublishAsync(new Throttled(2));
            await bus.Idle();
        }

        Assert.Contains("no permit", bus.DeadLetteredOnce<Throttled>().Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(1, limiter.GetStatistics()!.CurrentAvailablePermits);
    }
}
