using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace TypedBus.Tests.Support;

/// <summary>Faked time that tells when somebody has begun to wait, so that a test need not guess when to move it on.</summary>
public sealed class SignallingTime : TimeProvider
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _time.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _timers.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    public void Advance(TimeSpan by) => _time.Advance(by);

    /// <summary>Waits until a timer has been set, and gives what it was set to.</summary>
    public async Task<TimeSpan> NextTimer() => await _timers.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
}
