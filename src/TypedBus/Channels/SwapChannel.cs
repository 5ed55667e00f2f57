using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TypedBus.Channels;

/// <summary>
/// A bounded channel of many writers and one reader. Writers fill one buffer under a lock; the reader, when it has emptied its own, swaps
/// the two and then reads in place, without the lock. Its waits allocate nothing once warm, and a writer may be let past the bound.
/// </summary>
/// <remarks>
/// <para>Items come out in the order in which the lock was taken, so one writer's order is kept. Waiting writers go first in, first out.</para>
/// <para>Writing is safe from any thread; all that reads belongs to one reader.</para>
/// </remarks>
internal partial class SwapChannel<T> : Channel<T>
{
    // Guards every field down to _lastWaiter. It is held for a few instructions, never while foreign code runs.
    private readonly Lock _gate = new();
    private readonly int _capacity;
    private T[] _incoming = [];
    private bool _closedToWriters;
    private bool _completed;
    private WriteWaiter? _firstWaiter;
    private WriteWaiter? _lastWaiter;
    private WriterState _writers;

    // The reader's own.
    private readonly ReadSignal _signal = new();
    private T[] _batch = [];
    private ReaderState _reader;

    public SwapChannel(int capacity, FullMode mode = FullMode.Wait)
    {
        _drops = mode is FullMode.DropNewest or FullMode.DropOldest ? new DropState(capacity, mode == FullMode.DropOldest) : null;

        // A channel that drops finds no room by itself, however far beyond a writer may go: see TryAppendWithin.
        _capacity = _drops is null ? capacity : -int.MaxValue;
        Reader = new SwapReader(this);
        Writer = new SwapWriter(this);
    }

    /// <summary>Gets how many items have ever been written.</summary>
    public long Written
    {
        get
        {
            lock (_gate)
            {
                return _writers.Written;
            }
        }
    }

    /// <summary>Gets how many items wait.</summary>
    public int Count => (int)(Written - Displaced - Volatile.Read(ref _reader.Taken));

    /// <summary>Gets whether writers wait.</summary>
    public bool HasWaiters => Volatile.Read(ref _reader.HasWaiters);

    /// <summary>Writes an item if fewer than the capacity and <paramref name="beyond"/> wait.</summary>
    /// <param name="item">The item.</param>
    /// <param name="beyond">How far past the capacity the writer may go. Zero for one that may wait: it does not pass those who do.</param>
    public WriteResult TryWrite(in T item, int beyond = 0)
    {
        WriteWaiter? released = null;
        WriteResult result;
        var wake = false;
        lock (_gate)
        {
            if (_firstWaiter is not null)
            {
                released = Release();
            }

            if (_completed || (_closedToWriters && beyond == 0))
            {
                result = WriteResult.Closed;
            }
            else if ((beyond == 0 && _firstWaiter is not null) || !HasRoom((long)_capacity + beyond))
            {
                var isWithin = _drops is not null && TryAppendWithin(_drops, in item, beyond);
                wake = isWithin && TakeReaderWait();
                result = isWithin ? WriteResult.Accepted : WriteResult.Full;
            }
            else
            {
                Append(in item);
                wake = TakeReaderWait();
                result = WriteResult.Accepted;
            }
        }

        WriteWaiter.SignalAll(released);
        if (wake)
        {
            _signal.Set(hasItem: true);
        }

        return result;
    }

    /// <summary>Refuses writers from now on, but for those that wait already and those that may go past the bound.</summary>
    public void CloseToWriters()
    {
        lock (_gate)
        {
            _closedToWriters = true;
        }
    }

    /// <summary>Refuses every writer, fails those that wait, and lets the reader end when it has read what is here.</summary>
    public bool TryComplete()
    {
        WriteWaiter? released;
        WriteWaiter? failed;
        bool hasItem;
        bool wake;
        lock (_gate)
        {
            if (_completed)
            {
                return false;
            }

            // Whoever waits though there is room by now has only not been woken yet.
            released = Release();
            _completed = true;
            failed = _firstWaiter;
            for (var waiter = failed; waiter is not null; waiter = waiter.Next)
            {
                waiter.Decide(WriteResult.Closed);
            }

            _firstWaiter = _lastWaiter = null;
            Volatile.Write(ref _reader.HasWaiters, false);
            hasItem = _writers.Count != 0;
            wake = TakeReaderWait();
        }

        WriteWaiter.SignalAll(released);
        WriteWaiter.SignalAll(failed);
        if (wake)
        {
            _signal.Set(hasItem);
        }

        return true;
    }

    /// <summary>Gives the next item in place, or a null reference where none is at hand. Follow it with <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Next()
    {
        if (_reader.Next == _reader.BatchCount && !Swap())
        {
            return ref Unsafe.NullRef<T>();
        }

        return ref _batch[_reader.Next];
    }

    /// <summary>Frees the place of the item that <see cref="Next"/> gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance()
    {
        Clear(ref _batch[_reader.Next++]);
        Volatile.Write(ref _reader.Taken, _reader.Taken + 1);
        if (Volatile.Read(ref _reader.HasWaiters))
        {
            ReleaseHalfway();
        }
    }

    /// <summary>Waits until an item is at hand; false when the channel is complete and empty.</summary>
    public ValueTask<bool> WaitToReadAsync()
    {
        if (_reader.Next != _reader.BatchCount)
        {
            return new ValueTask<bool>(true);
        }

        WriteWaiter? released;
        lock (_gate)
        {
            released = Release();
            if (_writers.Count == 0)
            {
                if (_completed)
                {
                    return new ValueTask<bool>(false);
                }

                // Set under the lock under which writers look at it: no item can be written between the look and the wait.
                _writers.ReaderWaits = true;
                return _signal.Begin();
            }
        }

        WriteWaiter.SignalAll(released);
        return new ValueTask<bool>(true);
    }

    /// <summary>Ends the reader's wait, if it waits, as if there were something to read.</summary>
    public void WakeReader()
    {
        bool wake;
        lock (_gate)
        {
            wake = TakeReaderWait();
        }

        if (wake)
        {
            _signal.Set(hasItem: true);
        }
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

    private bool Swap()
    {
        if (_drops is { Displaces: true })
        {
            return MoveOldest(_drops);
        }

        WriteWaiter? released;
        lock (_gate)
        {
            if (_writers.Count == 0)
            {
                released = Release();
            }
            else
            {
                released = null;
            }

            (_batch, _incoming) = (_incoming, _batch);
            (_reader.BatchCount, _writers.Count) = (_writers.Count, 0);
            _reader.Next = 0;
        }

        WriteWaiter.SignalAll(released);
        return _reader.BatchCount != 0;
    }

    // The counter of what is taken is the reader's: writers look at it only when the value that they saw last says that all is full.
    private bool HasRoom(long limit) =>
        _writers.Written - _writers.TakenSeen < limit || _writers.Written - (_writers.TakenSeen = Volatile.Read(ref _reader.Taken)) < limit;

    private void Append(in T item)
    {
        if (_writers.Count == _incoming.Length)
        {
            Array.Resize(ref _incoming, Math.Max(4, _writers.Count * 2));
        }

        Store(in item, ref _incoming[_writers.Count]);
        _writers.Count++;
        _writers.Written++;
    }

    private bool TakeReaderWait()
    {
        var waits = _writers.ReaderWaits;
        _writers.ReaderWaits = false;
        return waits;
    }
}
