using System.Collections;
using TypedBus.Transports;

namespace TypedBus.Routing;

/// <summary>A batch, whatever its events' type: what observers and the test kit see of it.</summary>
internal interface IBatch
{
    int Count { get; }

    object First { get; }

    /// <summary>Gets the identifier of one of its events.</summary>
    EventId IdOf(int index);

    /// <summary>Gets what is known of one of its deliveries that came by a transport, or null.</summary>
    Arrival? ArrivalOf(int index);

    /// <summary>Has every further use throw.</summary>
    void Spend();
}

/// <summary>The events of a batch, or of a part of it: a window on what a worker has in hand. The worker uses it again for the next one.</summary>
/// <typeparam name="TEvent">The type of the events.</typeparam>
internal sealed class Batch<TEvent> : IReadOnlyList<TEvent>, IBatch
{
    // One spare for the usual case of one loop at a time. Whoever takes it owns it alone until it is disposed of.
    private Enumerator? _spare;
    private Delivery<TEvent>[] _deliveries = [];
    private int _start;
    private int _count;
    private bool _isSpent;

    public int Count
    {
        get
        {
            ThrowIfSpent();
            return _count;
        }
    }

    // Also of one that is spent: the bus itself asks.
    object IBatch.First => _deliveries[_start].Event!;

    public TEvent this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _deliveries[_start + index].Event;
        }
    }

    public void Show(Delivery<TEvent>[] deliveries, int start, int count) => (_deliveries, _start, _count) = (deliveries, start, count);

    public EventId IdOf(int index) => _deliveries[_start + index].Header.Id;

    public Arrival? ArrivalOf(int index) => _deliveries[_start + index].Header.Options?.Arrival;

    public void Spend() => _isSpent = true;

    public IEnumerator<TEvent> GetEnumerator()
    {
        var enumerator = Interlocked.Exchange(ref _spare, null) ?? new Enumerator(this);
        enumerator.Begin();
        return enumerator;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Only the test kit spends batches: one that is used again shows what has just come.
    private void ThrowIfSpent()
    {
        if (_isSpent)
        {
            throw new ObjectDisposedException(
                nameof(IReadOnlyList<>),
                "A batch was used after the handler that had it had ended. On a bus in production it would show another batch by now. "
                + "Take what you need out of it while the handler runs.");
        }
    }

    private sealed class Enumerator(Batch<TEvent> batch) : IEnumerator<TEvent>
    {
        private int _index;
        private bool _isLent;

        public TEvent Current => batch[_index];

        object? IEnumerator.Current => Current;

        public void Begin() => (_index, _isLent) = (-1, true);

        public bool MoveNext() => ++_index < batch.Count;

        public void Reset() => _index = -1;

        public void Dispose()
        {
            if (_isLent)
            {
                _isLent = false;
                Volatile.Write(ref batch._spare, this);
            }
        }
    }
}
