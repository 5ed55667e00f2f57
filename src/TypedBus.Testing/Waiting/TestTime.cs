using Microsoft.Extensions.Time.Testing;

namespace TypedBus.Testing;

/// <summary>Virtual time, whose new timers are real ones at the end of a test: the bus gives handlers a last second to end.</summary>
internal sealed class TestTime() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private volatile bool _isReal;

    public void BecomeReal() => _isReal = true;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _isReal ? TimeProvider.System.CreateTimer(callback, state, dueTime, period) : base.CreateTimer(callback, state, dueTime, period);
}
