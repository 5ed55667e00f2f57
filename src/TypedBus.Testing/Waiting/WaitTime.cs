namespace TypedBus.Testing;

/// <summary>
/// The clock by which the bus itself waits. It counts the waits: one begins when its timer is set, and has ended at the very moment when time
/// reaches it, before anything that follows has run.
/// </summary>
internal sealed class WaitTime(TestTime time) : TimeProvider
{
    private readonly TestTime _time = time;

    // Guards the set and its version.
    private readonly Lock _gate = new();

    // Held by the one who moves time on: two would each move it, and the second too far.
    private readonly Lock _moving = new();
    private readonly HashSet<CountedTimer> _pending = [];
    private long _version;
    private EventBus? _bus;

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => _time.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public void Attach(EventBus bus) => _bus = bus;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time on to the end of the first wait, if all that the bus has yet to do waits.</summary>
    /// <returns>Whether it has: there is work again, or will be at once.</returns>
    public bool TryMoveOn(EventBus bus)
    {
        lock (_moving)
        {
            var (version, waits, _) = Read();
            if (waits == 0 || bus.CountOccupied() != waits)
            {
                return false;
            }

            // No wait ended or began while the bus was counted, so each of the waits stands for one of what was counted.
            var (still, _, due) = Read();
            if (still != version)
            {
                return true;
            }

            var now = _time.GetUtcNow();
            if (due <= now)
            {
                // The test moves time on itself, and has come past this wait: it ends at once, and what follows is told.
                return false;
            }

            _time.Advance(due - now);
            return true;
        }
    }

    private (long Version, int Waits, DateTimeOffset Due) Read()
    {
        lock (_gate)
        {
            return (_version, _pending.Count, _pending.Count == 0 ? default : _pending.Min(static timer => timer.Due));
        }
    }

    private void Begin(CountedTimer timer)
    {
        lock (_gate)
        {
            _pending.Add(timer);
            _version++;
        }

        // A full fence between the count and the look at whether somebody waits for that.
        Interlocked.MemoryBarrier();
        _bus?.NoteIdle();
    }

    private void End(CountedTimer timer)
    {
        lock (_gate)
        {
            if (_pending.Remove(timer))
            {
                _version++;
            }
        }
    }

    private sealed class CountedTimer : ITimer
    {
        private readonly WaitTime _owner;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;

        // Guards _hasFired: a wait that has ended already is not counted as begun.
        private readonly Lock _set = new();
        private bool _hasFired;

        public CountedTimer(WaitTime owner, TimerCallback callback, object? state)
        {
            (_owner, _callback, _state) = (owner, callback, state);
            _timer = owner._time.CreateTimer(
                static timer => ((CountedTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _owner.End(this);
            lock (_set)
            {
                _hasFired = false;
            }

            if (!_timer.Change(dueTime, period))
            {
                return false;
            }

            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                lock (_set)
                {
                    if (_hasFired)
                    {
                        return true;
                    }

                    // Reckoned when the timer is set, so never too early: moving time here certainly ends the wait.
                    Due = _owner.GetUtcNow() + dueTime;
                    _owner.Begin(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            _timer.Dispose();
            _owner.End(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Fire()
        {
            lock (_set)
            {
                _hasFired = true;
                _owner.End(this);
            }

            // Elsewhere: whoever moves time on does not run handlers.
            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer._callback(timer._state), this, preferLocal: false);
        }
    }
}
