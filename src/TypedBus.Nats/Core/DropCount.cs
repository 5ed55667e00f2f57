namespace TypedBus.Nats;

/// <summary>Counts what was dropped lately. It begins anew when nothing was for as long as trouble shows in the health.</summary>
internal sealed class DropCount(TimeProvider time)
{
    // Keeps the count and the time of the last one together.
    private readonly Lock _gate = new();
    private long _count;
    private long _last;

    /// <summary>Gets how many were dropped lately, or 0.</summary>
    public long Lately
    {
        get
        {
            lock (_gate)
            {
                return IsOver() ? 0 : _count;
            }
        }
    }

    /// <summary>Counts one.</summary>
    /// <returns>Whether it is the first.</returns>
    public bool Add()
    {
        lock (_gate)
        {
            if (IsOver())
            {
                _count = 0;
            }

            _last = time.GetTimestamp();
            return ++_count == 1;
        }
    }

    private bool IsOver() => _count > 0 && time.GetElapsedTime(_last) >= NatsLink.TroubleLasts;
}
