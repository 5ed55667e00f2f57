namespace TypedBus.Routing;

/// <summary>Measures the time for which a batch waits for more. It is used again and again, so that waiting allocates nothing.</summary>
/// <param name="time">The clock by which the bus waits.</param>
/// <param name="linger">How long a batch waits.</param>
/// <param name="wake">Called when the time is up.</param>
internal sealed class LingerTimer(TimeProvider time, TimeSpan linger, Action wake) : IDisposable
{
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(1);

    // Guards all below: a callback that comes late must not end the wait of the next batch, nor set the timer when nobody waits.
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _begun;
    private bool _runs;
    private volatile bool _isUp;

    public bool IsUp => _isUp;

    public void Begin()
    {
        lock (_gate)
        {
            (_runs, _isUp, _begun) = (true, false, time.GetTimestamp());
            _timer ??= time.CreateTimer(
                static timer => ((LingerTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(linger, Timeout.InfiniteTimeSpan);
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _runs = false;
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Fire()
    {
        lock (_gate)
        {
            if (!_runs)
            {
                return;
            }

            // Meant for an earlier batch, or early by the coarseness of timers.
            var left = linger - time.GetElapsedTime(_begun);
            if (left > TimeSpan.Zero)
            {
                _timer!.Change(left < _shortest ? _shortest : left, Timeout.InfiniteTimeSpan);
                return;
            }

            _isUp = true;
        }

        wake();
    }
}
