using System.Threading.RateLimiting;

namespace TypedBus;

/// <summary>
/// A rate limiter on a <see cref="TimeProvider"/>: so many permits a period, evenly spaced, of which a number may be taken at once after
/// a pause. The framework's own limiters know the system's clock alone.
/// </summary>
/// <remarks>
/// It keeps one number: when the next permit is due if they were taken evenly. A permit may be had as long as that is no further ahead
/// than the burst. Whoever must wait takes a place in time at once, so waits end first come, first served; a place that is given up by
/// cancelling stays empty, and the rate is never passed.
/// </remarks>
internal sealed class ThrottleLimiter : RateLimiter
{
    private static readonly Lease _granted = new(isAcquired: true);
    private static readonly Lease _refused = new(isAcquired: false);

    // Guards _due: each permit is given out once.
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly double _ticksPerPermit;
    private readonly double _ahead;
    private double _due;
    private int _waiting;

    public ThrottleLimiter(int permits, TimeSpan period, int burst, TimeProvider time)
    {
        _time = time;
        _ticksPerPermit = period.TotalSeconds * time.TimestampFrequency / permits;
        _ahead = _ticksPerPermit * (burst - 1);
        _due = time.GetTimestamp();
    }

    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics GetStatistics() => new() { CurrentQueuedCount = Volatile.Read(ref _waiting) };

    protected override RateLimitLease AttemptAcquireCore(int permitCount) => Reserve(permitCount, mayWait: false) == 0 ? _granted : _refused;

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ticks = Reserve(permitCount, mayWait: true);
        if (ticks > 0)
        {
            Interlocked.Increment(ref _waiting);
            try
            {
                var wait = TimeSpan.FromSeconds(ticks / _time.TimestampFrequency);
                await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }

        return _granted;
    }

    /// <summary>Takes permits.</summary>
    /// <returns>How many ticks of the clock to wait for them. Where there is a wait and none is wanted, nothing is taken.</returns>
    private double Reserve(int permits, bool mayWait)
    {
        var now = (double)_time.GetTimestamp();
        lock (_gate)
        {
            var due = Math.Max(_due, now);
            var wait = Math.Max(0, due + (_ticksPerPermit * (permits - 1)) - _ahead - now);
            if (wait == 0 || mayWait)
            {
                _due = due + (_ticksPerPermit * permits);
            }

            return wait;
        }
    }

    private sealed class Lease(bool isAcquired) : RateLimitLease
    {
        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
