using TypedBus.Routing;

namespace TypedBus.Channels;

/// <content>
/// Channels that keep to their capacity whoever writes, and drop what is too much: the item that comes, or the one that has waited longest.
/// </content>
internal sealed partial class RingChannel<TEvent>
{
    /// <summary>The way past every bound: for an item that was accepted before.</summary>
    public const int Unbounded = int.MaxValue;

    private readonly bool _dropsNewest;

    // Where the oldest is dropped, items wait here and the ring stays empty.
    private readonly DropCircle<Delivery<TEvent>>? _circle;

    private bool Drops => _dropsNewest || _circle is not null;

    /// <summary>Gets how many items were written and then dropped for newer ones. It never falls.</summary>
    public long Displaced => _circle is null ? 0 : Volatile.Read(ref _circle.Displaced);

    /// <summary>Writes an item as <see cref="TryWrite"/> does, and drops what is too much where this channel does so.</summary>
    /// <param name="item">The item.</param>
    /// <param name="beyond">How far past the capacity the writer may go, where nothing is dropped.</param>
    /// <param name="dropped">How many items were dropped.</param>
    public WriteResult WriteOrDrop(in Delivery<TEvent> item, int beyond, out int dropped)
    {
        if (_circle is not null)
        {
            return Displace(_circle, in item, beyond, out dropped);
        }

        var result = TryWrite(in item, beyond);
        dropped = result == WriteResult.Full && _dropsNewest ? 1 : 0;
        return dropped != 0 ? WriteResult.Accepted : result;
    }

    private WriteResult Displace(DropCircle<Delivery<TEvent>> circle, in Delivery<TEvent> item, int beyond, out int dropped)
    {
        dropped = 0;
        lock (_gate)
        {
            if (_completed || (_closedToWriters && beyond == 0))
            {
                return WriteResult.Closed;
            }

            for (; circle.Count >= _capacity; dropped++)
            {
                TakeOldest(circle).Forget();
            }

            // Counted under the lock with the item that displaces: whoever sees the one dropped sees the other written.
            Volatile.Write(ref circle.Displaced, circle.Displaced + dropped);
            TryAppend(circle, in item, most: long.MaxValue);
        }

        WakeReader();
        return WriteResult.Accepted;
    }

    // Those that drop keep to their capacity also where others may go beyond.
    private long MostWith(int beyond) => Drops && beyond != Unbounded ? _capacity : (long)_capacity + beyond;

    private bool TryAppend(DropCircle<Delivery<TEvent>> circle, in Delivery<TEvent> item, long most)
    {
        if (circle.Count >= most)
        {
            return false;
        }

        if (circle.Count == circle.Items.Length)
        {
            var longer = new Delivery<TEvent>[Math.Max(4, circle.Count * 2)];
            var first = circle.Items.Length - circle.Oldest;
            Array.Copy(circle.Items, circle.Oldest, longer, 0, first);
            Array.Copy(circle.Items, 0, longer, first, circle.Oldest);
            (circle.Items, circle.Oldest) = (longer, 0);
        }

        item.CopyTo(ref circle.Items[(circle.Oldest + circle.Count) % circle.Items.Length]);
        circle.Count++;
        Volatile.Write(ref circle.Written, circle.Written + 1);
        return true;
    }

    private static ref Delivery<TEvent> TakeOldest(DropCircle<Delivery<TEvent>> circle)
    {
        ref Delivery<TEvent> oldest = ref circle.Items[circle.Oldest];
        circle.Oldest = (circle.Oldest + 1) % circle.Items.Length;
        circle.Count--;
        return ref oldest;
    }

    private List<Delivery<TEvent>> CopyRest(DropCircle<Delivery<TEvent>> circle)
    {
        var rest = new List<Delivery<TEvent>>();
        lock (_gate)
        {
            if (_head.IsFilled(Taken))
            {
                rest.Add(Copy(_head, Taken));
            }

            for (var offset = 0; offset < circle.Count; offset++)
            {
                rest.Add(circle.Items[(circle.Oldest + offset) % circle.Items.Length]);
            }
        }

        return rest;
    }

    /// <summary>Hands the oldest over to the reader, in the place where it looks. What it could be reading is not dropped.</summary>
    private bool TryHandOver(DropCircle<Delivery<TEvent>> circle)
    {
        lock (_gate)
        {
            if (circle.Count == 0)
            {
                return false;
            }

            if (_head.Length == 0)
            {
                Grow(_reader.Taken);
                _head = _tail;
            }

            ref Delivery<TEvent> oldest = ref TakeOldest(circle);
            _head.Fill(_reader.Taken, in oldest);
            oldest.Forget();
            return true;
        }
    }
}
