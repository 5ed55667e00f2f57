namespace TypedBus.Nats.JetStream;

/// <summary>
/// What a feed has asked the server for and what it has of it: together never more than its limit. So nobody holds deliveries that
/// others could handle.
/// </summary>
/// <remarks>Safe for use by several threads. The lock keeps list and counts of one mind; nothing is called under it.</remarks>
internal sealed class UnderWay(int limit)
{
    private readonly Lock _lock = new();
    private JetStreamDelivery? _first;
    private JetStreamDelivery? _last;
    private int _count;
    private long _requested;
    private long _beat;

    /// <summary>Gets how many deliveries are under way here.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>Gets whether deliveries have been asked for that have not come.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_lock)
            {
                return _requested > 0;
            }
        }
    }

    public void Add(JetStreamDelivery delivery)
    {
        lock (_lock)
        {
            _requested = Math.Max(0, _requested - 1);
            _count++;
            delivery.Beat = _beat;
            delivery.Previous = _last;
            if (_last is null)
            {
                _first = delivery;
            }
            else
            {
                _last.Next = delivery;
            }

            _last = delivery;
        }
    }

    public void Remove(JetStreamDelivery delivery)
    {
        lock (_lock)
        {
            _count--;
            if (delivery.Previous is null)
            {
                _first = delivery.Next;
            }
            else
            {
                delivery.Previous.Next = delivery.Next;
            }

            if (delivery.Next is null)
            {
                _last = delivery.Previous;
            }
            else
            {
                delivery.Next.Previous = delivery.Previous;
            }
        }
    }

    /// <summary>
    /// Gives how many to ask for now, which counts as asked: half of the limit at least, so that not every settlement makes a request.
    /// </summary>
    public long Ask()
    {
        lock (_lock)
        {
            var room = limit - _count - _requested;
            if (room < Math.Max(1, limit / 2))
            {
                return 0;
            }

            _requested += room;
            return room;
        }
    }

    /// <summary>Takes back what has been asked for and will not come.</summary>
    public void TakeBack(long missing)
    {
        lock (_lock)
        {
            _requested = Math.Max(0, _requested - missing);
        }
    }

    /// <summary>Gives those that have been under way since the beat before, at least.</summary>
    public List<JetStreamDelivery>? Beat()
    {
        lock (_lock)
        {
            var before = _beat++;
            List<JetStreamDelivery>? old = null;
            for (var delivery = _first; delivery is not null; delivery = delivery.Next)
            {
                if (delivery.Beat < before)
                {
                    (old ??= []).Add(delivery);
                }
            }

            return old;
        }
    }
}
