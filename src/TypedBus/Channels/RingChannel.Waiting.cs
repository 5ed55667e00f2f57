using System.Threading.Channels;
using System.Threading.Tasks.Sources;
using TypedBus.Routing;

namespace TypedBus.Channels;

/// <content>Writers that wait for room.</content>
internal sealed partial class RingChannel<TEvent>
{
    // All guarded by _gate. Whether anybody waits is also read without it, behind a full fence.
    private WriteWaiter? _firstWaiter;
    private WriteWaiter? _lastWaiter;

    // A waiter comes back here only when its writer has taken the outcome, so no two writers ever share one.
    private WriteWaiter? _freeWaiters;

    /// <summary>Gets whether writers wait.</summary>
    public bool HasWaiters => Volatile.Read(ref _firstWaiter) is not null;

    // Half of what fits.
    private int LookEvery => Math.Max(1, _capacity / 2);

    /// <summary>Writes an item, waiting behind other writers while the channel is full.</summary>
    /// <returns>Whether the item was accepted, or the wait was cancelled, or the channel closed.</returns>
    public ValueTask<WriteResult> WriteAsync(in Delivery<TEvent> item, CancellationToken cancellationToken)
    {
        var result = TryWrite(in item);
        return result == WriteResult.Full
            ? WaitAsync(in item, carriesItem: true, claim: null, cancellationToken)
            : new ValueTask<WriteResult>(result);
    }

    /// <summary>Waits to write an item that waits in other channels too.</summary>
    /// <returns>Whether the item was accepted here; cancelled also where another channel took it.</returns>
    public ValueTask<WriteResult> WriteAsync(in Delivery<TEvent> item, WriteClaim claim, CancellationToken cancellationToken) =>
        WaitAsync(in item, carriesItem: true, claim, cancellationToken);

    /// <summary>Has those who wait look elsewhere: the channel stays open.</summary>
    public void TurnAway()
    {
        WriteWaiter? released;
        WriteWaiter? turnedAway;
        lock (_gate)
        {
            released = Release();
            turnedAway = TakeWaiters(WriteResult.TurnedAway);
        }

        WriteWaiter.SignalAll(released);
        WriteWaiter.SignalAll(turnedAway);
        WakeReader();
    }

    private ValueTask<WriteResult> WaitAsync(in Delivery<TEvent> item, bool carriesItem, WriteClaim? claim, CancellationToken cancellationToken)
    {
        WriteWaiter waiter;
        WriteWaiter? released;
        lock (_gate)
        {
            waiter = TakeWaiter();
            waiter.Begin(in item, carriesItem, claim);
            if (_closedToWriters || _completed)
            {
                waiter.Decide(WriteResult.Closed);
                released = waiter;
            }
            else
            {
                Enqueue(waiter);

                // A full fence between this and the look for room, as the reader has one between what it takes and its look for waiters:
                // one of the two sees the other.
                Interlocked.MemoryBarrier();
                released = Release();
            }
        }

        WriteWaiter.SignalAll(released);
        WakeReader();
        return waiter.WaitAsync(cancellationToken);
    }

    /// <summary>Lets as many waiters write as there is room for, in their order. Called under the lock.</summary>
    /// <returns>The first of a chain of waiters to be signalled when the lock is left.</returns>
    private WriteWaiter? Release()
    {
        var first = _firstWaiter;
        WriteWaiter? last = null;
        for (var waiter = first; waiter is not null; waiter = waiter.Next)
        {
            if (waiter.CarriesItem && waiter.Claim is null ? !TryAppend(in waiter.Item, _capacity) : Count >= _capacity)
            {
                break;
            }

            waiter.Decide(TryClaim(waiter) ? WriteResult.Accepted : WriteResult.Canceled);
            last = waiter;
        }

        if (last is null)
        {
            return null;
        }

        Volatile.Write(ref _firstWaiter, last.Next);
        last.Next = null;
        if (_firstWaiter is null)
        {
            _lastWaiter = null;
        }
        else
        {
            _firstWaiter.Previous = null;
        }

        SetLimit();
        return first;
    }

    // What was claimed here is written here: past the capacity, where somebody without the lock has just taken the last place.
    private bool TryClaim(WriteWaiter waiter) =>
        waiter.Claim is not { } claim || (claim.TryTake() && TryAppend(in waiter.Item, long.MaxValue));

    // Waiting writers are let in when the reader has taken half of what fits, not at each item: fewer, longer runs on both sides. Whoever
    // waits found the queue full, so the reader comes by here before it finds it empty.
    private void LookForWaiters()
    {
        _reader.NextLook += LookEvery;
        Interlocked.MemoryBarrier();
        if (!HasWaiters)
        {
            return;
        }

        WriteWaiter? released;
        lock (_gate)
        {
            released = Release();
        }

        WriteWaiter.SignalAll(released);
    }

    private void Enqueue(WriteWaiter waiter)
    {
        waiter.Previous = _lastWaiter;
        if (_lastWaiter is null)
        {
            Volatile.Write(ref _firstWaiter, waiter);
        }
        else
        {
            _lastWaiter.Next = waiter;
        }

        _lastWaiter = waiter;
        SetLimit();
    }

    /// <summary>Takes all who wait out of the line, and tells them why. Called under the lock.</summary>
    private WriteWaiter? TakeWaiters(WriteResult outcome)
    {
        var first = _firstWaiter;
        for (var waiter = first; waiter is not null; waiter = waiter.Next)
        {
            waiter.Decide(outcome);
        }

        _firstWaiter = _lastWaiter = null;
        SetLimit();
        return first;
    }

    private WriteWaiter TakeWaiter()
    {
        if (_freeWaiters is not { } waiter)
        {
            return new WriteWaiter(this);
        }

        _freeWaiters = waiter.Next;
        waiter.Next = null;
        return waiter;
    }

    private void GiveBack(WriteWaiter waiter)
    {
        lock (_gate)
        {
            waiter.Next = _freeWaiters;
            _freeWaiters = waiter;
        }
    }

    private void Cancel(WriteWaiter waiter)
    {
        lock (_gate)
        {
            // Whoever decides first wins; a decided waiter has left the line already.
            if (waiter.IsDecided)
            {
                return;
            }

            waiter.Decide(WriteResult.Canceled);
            if (waiter.Previous is null)
            {
                Volatile.Write(ref _firstWaiter, waiter.Next);
            }
            else
            {
                waiter.Previous.Next = waiter.Next;
            }

            if (waiter.Next is null)
            {
                _lastWaiter = waiter.Previous;
            }
            else
            {
                waiter.Next.Previous = waiter.Previous;
            }

            waiter.Next = null;
            SetLimit();
        }

        WriteWaiter.SignalAll(waiter);
    }

    /// <summary>One writer's wait: a reusable task source that carries the item, so that it is written by whoever makes room.</summary>
    /// <remarks>
    /// It is decided once, under the channel's lock, and completes on the thread pool, never on the thread that made room.
    /// </remarks>
    private sealed class WriteWaiter(RingChannel<TEvent> channel) : IValueTaskSource<WriteResult>, IThreadPoolWorkItem
    {
        private ManualResetValueTaskSourceCore<WriteResult> _core;
        private CancellationTokenRegistration _registration;
        private WriteResult _outcome;
        public Delivery<TEvent> Item;
        public WriteWaiter? Previous;
        public WriteWaiter? Next;

        public bool CarriesItem { get; private set; }

        public WriteClaim? Claim { get; private set; }

        public bool IsDecided { get; private set; }

        public static void SignalAll(WriteWaiter? first)
        {
            while (first is not null)
            {
                // Once signalled, a waiter may be back in the pool at any moment: its link is read before.
                var next = first.Next;
                first.Next = null;
                ThreadPool.UnsafeQueueUserWorkItem(first, preferLocal: false);
                first = next;
            }
        }

        public void Begin(in Delivery<TEvent> item, bool carriesItem, WriteClaim? claim)
        {
            Item = item;
            CarriesItem = carriesItem;
            Claim = claim;
            IsDecided = false;
            Previous = null;
        }

        public void Decide(WriteResult outcome)
        {
            _outcome = outcome;
            IsDecided = true;
        }

        public ValueTask<WriteResult> WaitAsync(CancellationToken cancellationToken)
        {
            // The writer takes the result only after this method has returned, so the registration is always seen by GetResult.
            if (cancellationToken.CanBeCanceled)
            {
                _registration = cancellationToken.UnsafeRegister(static (state, _) => ((WriteWaiter)state!).Cancel(), this);
            }

            return new ValueTask<WriteResult>(this, _core.Version);
        }

        public WriteResult GetResult(short token)
        {
            var outcome = _core.GetResult(token);

            // Waits for a callback that runs just now, so that none can reach the next writer who gets this waiter.
            _registration.Dispose();
            _registration = default;
            _core.Reset();
            Item = default!;
            Claim = null;
            channel.GiveBack(this);
            return outcome;
        }

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _core.OnCompleted(continuation, state, token, flags);

        void IThreadPoolWorkItem.Execute() => _core.SetResult(_outcome);

        private void Cancel() => channel.Cancel(this);
    }
}
