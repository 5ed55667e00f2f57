using TypedBus.Routing;

namespace TypedBus.Channels;

/// <content>Room: it grows with what waits, and is given back when the queue is empty.</content>
internal sealed partial class RingChannel<TEvent>
{
    // What an idle channel keeps, once it was used.
    private const int ShortestLength = 4;

    // Where the reader is, and where writers are: the same, but while what was written before a growth is read.
    private RingSegment<TEvent> _head;
    private RingSegment<TEvent> _tail;

    // Guarded by _gate. The long segment of a channel that has run empty is left to the garbage collector, and used again until it comes.
    private RingSegment<TEvent>? _shortest;
    private WeakReference<RingSegment<TEvent>>? _longest;

    /// <summary>Claims a place and fills it. Called under the lock.</summary>
    /// <returns>Whether fewer than <paramref name="most"/> items waited.</returns>
    private bool TryAppend(in Delivery<TEvent> item, long most)
    {
        if (_circle is not null)
        {
            return TryAppend(_circle, in item, most);
        }

        while (true)
        {
            var place = Volatile.Read(ref _writers.Tail);
            var taken = Volatile.Read(ref _reader.Taken);
            if (place - taken >= most)
            {
                return false;
            }

            // No limit was ever beyond the end of the segment, so nobody claims a place while it is exchanged.
            if (place >= EndOfSegment(taken))
            {
                Grow(place);
            }

            if (Interlocked.CompareExchange(ref _writers.Tail, place + 1, place) == place)
            {
                SegmentOf(place).Fill(place, in item);
                return true;
            }
        }
    }

    /// <summary>Says up to which place writers may go without the lock: none while others wait or none may write. Called under the lock.</summary>
    private void SetLimit()
    {
        var taken = Volatile.Read(ref _reader.Taken);
        var limit = _closedToWriters || _completed || HasWaiters || _circle is not null ? 0 : Math.Min(taken + _capacity, EndOfSegment(taken));
        Volatile.Write(ref _writers.Limit, limit);
    }

    // A place is free when the item that was written a whole length before it has been taken.
    private long EndOfSegment(long taken) => Math.Max(taken, _tail.Start) + _tail.Length;

    private void Grow(long place)
    {
        var segment = TakeLongest() ?? new RingSegment<TEvent>(Math.Max(ShortestLength, _tail.Length * 2));
        _shortest ??= segment;
        segment.Start = place;
        segment.Next = null;
        segment.Previous = _tail;
        _tail.Next = segment;
        Volatile.Write(ref _tail, segment);
    }

    private RingSegment<TEvent>? TakeLongest()
    {
        if (_longest is null || !_longest.TryGetTarget(out var longest) || longest.Length <= _tail.Length)
        {
            return null;
        }

        _longest.SetTarget(null!);
        return longest;
    }

    /// <summary>Exchanges a long segment for a short one, where nothing is left to read. Called by the reader.</summary>
    private void Shrink()
    {
        if (_head.Length <= ShortestLength)
        {
            return;
        }

        lock (_gate)
        {
            // Closed for as long as the segment is exchanged: no writer can claim a place in one and fill it in the other.
            var place = _reader.Taken;
            if (_head != _tail || Interlocked.CompareExchange(ref _writers.Tail, place | Closed, place) != place)
            {
                return;
            }

            (_longest ??= new WeakReference<RingSegment<TEvent>>(_head)).SetTarget(_head);
            _head = _shortest!;
            _head.Start = place;
            _head.Next = null;
            _head.Previous = null;
            Volatile.Write(ref _tail, _head);
            SetLimit();
            Volatile.Write(ref _writers.Tail, place);
        }
    }

    // The place was claimed, so its segment was the last one then. Others may follow by now, but the reader cannot have left it: it reads
    // this place first.
    private RingSegment<TEvent> SegmentOf(long place)
    {
        var segment = Volatile.Read(ref _tail);
        while (place < segment.Start)
        {
            segment = segment.Previous!;
        }

        return segment;
    }

    /// <summary>Copies what nobody has taken, where the channel is complete and its reader reads no more.</summary>
    /// <remarks>It changes nothing: a reader that is late, and only looks what is next, is not disturbed.</remarks>
    public List<Delivery<TEvent>> CopyRest()
    {
        if (_circle is not null)
        {
            return CopyRest(_circle);
        }

        var rest = new List<Delivery<TEvent>>();
        var segment = _head;
        var end = Written;
        for (var place = Taken; place < end; place++)
        {
            while (segment.Next is { } next && place >= next.Start)
            {
                segment = next;
            }

            // A writer that had claimed its place before the channel closed may still be at it.
            var spin = default(SpinWait);
            while (!segment.IsFilled(place))
            {
                spin.SpinOnce();
            }

            rest.Add(Copy(segment, place));
        }

        return rest;
    }

    private static Delivery<TEvent> Copy(RingSegment<TEvent> segment, long place)
    {
        var copy = default(Delivery<TEvent>);
        segment.Read(place, ref copy.Event, ref copy.Header);
        return copy;
    }

    /// <summary>Goes on to the segments that follow, where all of this one is read.</summary>
    private bool IsNextElsewhere()
    {
        if (_circle is not null)
        {
            return TryHandOver(_circle);
        }

        while (_head.Next is { } next && _reader.Taken == next.Start)
        {
            next.Previous = null;
            _head = next;
            if (next.IsFilled(_reader.Taken))
            {
                return true;
            }
        }

        return false;
    }
}
