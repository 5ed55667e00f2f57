using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TypedBus.Channels;

/// <summary>
/// A bounded channel of many writers and one reader: a ring of slots that writers claim by counting up, fill, and mark as filled. The reader
/// reads in place. Neither takes a lock while there is room and something to read. Its waits allocate nothing once warm, and a writer may be
/// let past the bound.
/// </summary>
/// <remarks>
/// <para>Items come out in the order in which places were claimed, so one writer's order is kept. Waiting writers go first in, first out.</para>
/// <para>Writing is safe from any thread; all that reads belongs to one reader.</para>
/// </remarks>
internal partial class RingChannel<T> : Channel<T>
{
    // In WriterState.Tail: no place can be claimed. A writer that saw the tail before finds that it has changed, and claims nothing.
    private const long Closed = long.MinValue;

    // Guards the segments, the waiting writers, both flags and the limit; held for a few instructions, never while foreign code runs.
    private readonly Lock _gate = new();
    private readonly ReadSignal _signal = new();
    private readonly int _capacity;
    private bool _closedToWriters;
    private bool _completed;
    private WriterState _writers;
    private ReaderState _reader;

    public RingChannel(int capacity, FullMode mode = FullMode.Wait)
    {
        _capacity = capacity;
        _dropsNewest = mode == FullMode.DropNewest;
        _circle = mode == FullMode.DropOldest ? new DropCircle<T>() : null;
        _head = _tail = new RingSegment<T>(0);
        _reader.NextLook = LookEvery;
        Reader = new RingReader(this);
        Writer = new RingWriter(this);
    }

    /// <summary>Gets how many items have ever been written. One that is being written counts.</summary>
    public long Written => _circle is null ? Volatile.Read(ref _writers.Tail) & ~Closed : Volatile.Read(ref _circle.Written);

    /// <summary>Gets how many items have ever been taken.</summary>
    public long Taken => Volatile.Read(ref _reader.Taken);

    /// <summary>Gets how many items wait.</summary>
    public int Count => (int)(Written - Displaced - Taken);

    /// <summary>Writes an item if fewer than the capacity and <paramref name="beyond"/> wait.</summary>
    /// <param name="item">The item.</param>
    /// <param name="beyond">How far past the capacity the writer may go. Zero for one that may wait: it does not pass those who do.</param>
    public WriteResult TryWrite(in T item, int beyond = 0)
    {
        while (true)
        {
            // The limit is read after the tail: it is then as new as the segment in which the claimed place lies.
            var place = Volatile.Read(ref _writers.Tail);
            if (place < 0 || place >= Volatile.Read(ref _writers.Limit))
            {
                return TryWriteSlowly(in item, beyond);
            }

            if (Interlocked.CompareExchange(ref _writers.Tail, place + 1, place) == place)
            {
                Fill(place, in item);
                WakeReader();
                return WriteResult.Accepted;
            }
        }
    }

    /// <summary>Refuses writers from now on, but for those that wait already and those that may go past the bound.</summary>
    public void CloseToWriters()
    {
        lock (_gate)
        {
            _closedToWriters = true;
            SetLimit();
        }
    }

    /// <summary>Refuses every writer, fails those that wait, and lets the reader end when it has read what is here.</summary>
    public bool TryComplete()
    {
        WriteWaiter? released;
        WriteWaiter? failed;
        bool hasItem;
        lock (_gate)
        {
            if (_completed)
            {
                return false;
            }

            // Whoever waits though there is room by now has only not been woken yet.
            released = Release();
            _completed = true;
            failed = TakeWaiters(WriteResult.Closed);
            Interlocked.Or(ref _writers.Tail, Closed);
            hasItem = Count != 0;
        }

        WriteWaiter.SignalAll(released);
        WriteWaiter.SignalAll(failed);
        if (TakeReaderWait())
        {
            _signal.Set(hasItem);
        }

        return true;
    }

    /// <summary>Gives the next item in place, or a null reference where none is at hand. Follow it with <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Next()
    {
        ref var slot = ref _head.At(_reader.Taken);
        if (Volatile.Read(ref slot.Filled) == _reader.Taken + 1)
        {
            return ref slot.Item;
        }

        return ref NextSegment();
    }

    /// <summary>Frees the place of the item that <see cref="Next"/> gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance()
    {
        Clear(ref _head.At(_reader.Taken).Item);
        Volatile.Write(ref _reader.Taken, _reader.Taken + 1);
        if (_reader.Taken == _reader.NextLook)
        {
            LookForWaiters();
        }
    }

    /// <summary>
    /// Waits until there is something to read. False when the channel is complete and empty. True where <see cref="Next"/> is worth another
    /// look: the item of a writer that is still at it may yet come.
    /// </summary>
    public ValueTask<bool> WaitToReadAsync()
    {
        if (HasNext())
        {
            return new ValueTask<bool>(true);
        }

        Shrink();

        // A full fence: whoever fills a place from now on sees that the reader waits, and what was filled before is seen below.
        Interlocked.Exchange(ref _writers.ReaderWaits, 1);
        var isComplete = Volatile.Read(ref _writers.Tail) < 0 && Count == 0;
        return (isComplete || HasNext()) && TakeReaderWait() ? new ValueTask<bool>(!isComplete) : _signal.Begin();
    }

    /// <summary>Ends the reader's wait, if it waits, as if there were something to read: there is something else for it to see.</summary>
    public void EndWait()
    {
        // A full fence: what it is to see is written before the look whether it waits.
        Interlocked.MemoryBarrier();
        WakeReader();
    }

    /// <summary>Puts an item into its place.</summary>
    protected virtual void Store(in T item, ref T place) => place = item;

    /// <summary>Lets go of what the place of an item that was read refers to.</summary>
    protected virtual void Clear(ref T place)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            place = default!;
        }
    }

    private WriteResult TryWriteSlowly(in T item, int beyond)
    {
        WriteWaiter? released;
        WriteResult result;
        lock (_gate)
        {
            released = Release();
            result = _completed || (_closedToWriters && beyond == 0) ? WriteResult.Closed
                : beyond == 0 && HasWaiters ? WriteResult.Full
                : TryAppend(in item, MostWith(beyond)) ? WriteResult.Accepted : WriteResult.Full;
            SetLimit();
        }

        WriteWaiter.SignalAll(released);
        WakeReader();
        return result;
    }

    // The exchange is a full fence: the item is there before its place is marked, and the mark before the look whether the reader waits.
    private void Fill(long place, in T item)
    {
        ref var slot = ref SegmentOf(place).At(place);
        Store(in item, ref slot.Item);
        Interlocked.Exchange(ref slot.Filled, place + 1);
    }

    // Without handing over what could still be dropped.
    private bool HasNext() => _circle is null ? !Unsafe.IsNullRef(ref Next()) : Count != 0;

    private void WakeReader()
    {
        if (Volatile.Read(ref _writers.ReaderWaits) != 0 && TakeReaderWait())
        {
            _signal.Set(hasItem: true);
        }
    }

    // Of all who see that the reader waits, one wakes it.
    private bool TakeReaderWait() => Interlocked.Exchange(ref _writers.ReaderWaits, 0) != 0;
}
