using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TypedBus.Routing;

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
internal sealed partial class RingChannel<TEvent> : Channel<Delivery<TEvent>>
{
    // In WriterState.Tail: no place can be claimed. A writer that saw the tail before finds that it has changed, and claims nothing.
    private const long Closed = long.MinValue;

    // A reader that has taken this many since it last found nothing is in a run. It then spins this often, about 0.4 us, before it waits.
    private const int Run = 4;
    private const int Spins = 12;

    // Where there is but one processor, whoever is to write the next item cannot while the reader spins.
    private static readonly bool _mayLinger = Environment.ProcessorCount > 1;

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
        _circle = mode == FullMode.DropOldest ? new DropCircle<Delivery<TEvent>>() : null;
        _head = _tail = new RingSegment<TEvent>(0);
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
    public WriteResult TryWrite(in Delivery<TEvent> item, int beyond = 0)
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
                SegmentOf(place).Fill(place, in item);
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

    /// <summary>Says whether a delivery is at hand: the reader's next one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasNext() => _head.IsFilled(_reader.Taken) || IsNextElsewhere();

    /// <summary>Takes the delivery of which <see cref="HasNext"/> has told.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(ref TEvent @event, ref DeliveryHeader header)
    {
        _head.Read(_reader.Taken, ref @event, ref header);
        _head.Clear(_reader.Taken);
        Volatile.Write(ref _reader.Taken, _reader.Taken + 1);
        if (_reader.Taken == _reader.NextLook)
        {
            LookForWaiters();
        }
    }

    /// <summary>
    /// Waits until there is something to read. False when the channel is complete and empty. True where <see cref="HasNext"/> is worth another
    /// look: the item of a writer that is still at it may yet come.
    /// </summary>
    public ValueTask<bool> WaitToReadAsync()
    {
        if (MayHaveNext())
        {
            return new ValueTask<bool>(true);
        }

        if (LingersForNext())
        {
            return new ValueTask<bool>(true);
        }

        Shrink();

        // A full fence: whoever fills a place from now on sees that the reader waits, and what was filled before is seen below.
        Interlocked.Exchange(ref _writers.ReaderWaits, 1);
        var isComplete = Volatile.Read(ref _writers.Tail) < 0 && Count == 0;
        return (isComplete || MayHaveNext()) && TakeReaderWait() ? new ValueTask<bool>(!isComplete) : _signal.Begin();
    }

    /// <summary>Ends the reader's wait, if it waits, as if there were something to read: there is something else for it to see.</summary>
    public void EndWait()
    {
        // A full fence: what it is to see is written before the look whether it waits.
        Interlocked.MemoryBarrier();
        WakeReader();
    }

    // In a run the next item is nearly there. To let some gather, without a look at the cache lines that writers fill meanwhile, costs both
    // ends less than to wait and be woken, and writers need not pay for the waking. A reader that gets one item at a time does not spin.
    private bool LingersForNext()
    {
        var isRun = _reader.Taken - _reader.TakenAtRest >= Run;
        _reader.TakenAtRest = _reader.Taken;
        if (!isRun || !_mayLinger)
        {
            return false;
        }

        Thread.SpinWait(Spins);
        return MayHaveNext();
    }

    private WriteResult TryWriteSlowly(in Delivery<TEvent> item, int beyond)
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

    // Without handing over what could still be dropped.
    private bool MayHaveNext() => _circle is null ? HasNext() : Count != 0;

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
