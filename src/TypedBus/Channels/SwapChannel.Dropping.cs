namespace TypedBus.Channels;

/// <content>
/// Channels that keep to their capacity whoever writes, and drop what is too much: the item that comes, or the one that has waited longest.
/// </content>
/// <remarks>
/// Where the oldest is dropped it must not be the reader's own yet: writers fill a circle, and the reader takes one item of it at a time.
/// </remarks>
internal partial class SwapChannel<T>
{
    /// <summary>The way past every bound: for an item that was accepted before.</summary>
    public const int Unbounded = int.MaxValue;

    // Null where nothing is ever dropped.
    private readonly DropState? _drops;

    /// <summary>Gets how many items were written and then dropped for newer ones. It never falls.</summary>
    public long Displaced => _drops is null ? 0 : Volatile.Read(ref _drops.Displaced);

    /// <summary>Writes an item as <see cref="TryWrite"/> does, and drops what is too much where this channel does so.</summary>
    /// <param name="item">The item.</param>
    /// <param name="beyond">How far past the capacity the writer may go, where nothing is dropped.</param>
    /// <param name="dropped">How many items were dropped.</param>
    public WriteResult WriteOrDrop(in T item, int beyond, out int dropped)
    {
        dropped = 0;
        if (_drops is { Displaces: true } drops)
        {
            return Displace(drops, in item, beyond, out dropped);
        }

        var result = TryWrite(in item, beyond);
        if (result != WriteResult.Full || _drops is null)
        {
            return result;
        }

        dropped = 1;
        return WriteResult.Accepted;
    }

    private WriteResult Displace(DropState drops, in T item, int beyond, out int dropped)
    {
        dropped = 0;
        bool wake;
        lock (_gate)
        {
            if (_completed || (_closedToWriters && beyond == 0))
            {
                return WriteResult.Closed;
            }

            for (; _writers.Count >= drops.Capacity; dropped++)
            {
                Clear(ref TakeOldest(drops));
            }

            // Counted under the lock with the item that displaces: whoever sees the one dropped sees the other written.
            Volatile.Write(ref drops.Displaced, drops.Displaced + dropped);
            AppendToCircle(drops, in item);
            wake = TakeReaderWait();
        }

        if (wake)
        {
            _signal.Set(hasItem: true);
        }

        return WriteResult.Accepted;
    }

    // Called under the lock, where no room was found: for a channel that drops, that is always. Nobody who waits is passed, since whoever
    // there was room for has been released.
    private bool TryAppendWithin(DropState drops, in T item, int beyond)
    {
        if (beyond != Unbounded && CountOf(drops) >= drops.Capacity)
        {
            return false;
        }

        if (drops.Displaces)
        {
            AppendToCircle(drops, in item);
        }
        else
        {
            Append(in item);
        }

        return true;
    }

    // Called under the lock. The one item of a circle that the reader has is as good as taken.
    private long CountOf(DropState drops) =>
        drops.Displaces ? _writers.Count : _writers.Written - Volatile.Read(ref _reader.Taken);

    private void AppendToCircle(DropState drops, in T item)
    {
        if (_writers.Count == _incoming.Length)
        {
            var circle = new T[Math.Max(4, _writers.Count * 2)];
            var first = _incoming.Length - drops.Oldest;
            Array.Copy(_incoming, drops.Oldest, circle, 0, first);
            Array.Copy(_incoming, 0, circle, first, drops.Oldest);
            (_incoming, drops.Oldest) = (circle, 0);
        }

        Store(in item, ref _incoming[(drops.Oldest + _writers.Count) % _incoming.Length]);
        _writers.Count++;
        _writers.Written++;
    }

    private ref T TakeOldest(DropState drops)
    {
        ref T oldest = ref _incoming[drops.Oldest];
        drops.Oldest = (drops.Oldest + 1) % _incoming.Length;
        _writers.Count--;
        return ref oldest;
    }

    /// <summary>Moves the oldest item to the reader, in place of a swap.</summary>
    private bool MoveOldest(DropState drops)
    {
        lock (_gate)
        {
            if (_isHeld)
            {
                return false;
            }

            _reader.Next = 0;
            _reader.BatchCount = Math.Min(1, _writers.Count);
            if (_reader.BatchCount != 0)
            {
                if (_batch.Length == 0)
                {
                    _batch = new T[1];
                }

                ref T oldest = ref TakeOldest(drops);
                Store(in oldest, ref _batch[0]);
                Clear(ref oldest);
            }
        }

        return _reader.BatchCount != 0;
    }
}
