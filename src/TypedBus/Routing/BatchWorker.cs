using System.Runtime.CompilerServices;
using TypedBus.Channels;

namespace TypedBus.Routing;

/// <summary>
/// Hands deliveries of one subscription to the middleware in batches: what waits, up to a bound, and what comes while it lingers. It has a
/// queue of its own, or shares one with others by turns.
/// </summary>
/// <remarks>Like any worker it handles one thing at a time. The list that handlers see is one object, used again.</remarks>
/// <typeparam name="TEvent">The type of the events.</typeparam>
internal sealed partial class BatchWorker<TEvent> : IWorker<TEvent>
{
    private readonly Subscription<TEvent> _subscription;
    private readonly RingChannel<TEvent> _queue;
    private readonly EventBus _bus;
    private readonly EventContext<IReadOnlyList<TEvent>> _context;
    private readonly ReadSignal? _ticket;
    private readonly Turn? _turn;
    private readonly LingerTimer? _linger;
    private readonly int _maxBatch;
    private EventDelegate _handle = null!;
    private Batch<TEvent> _batch = new();
    private Delivery<TEvent>[] _deliveries = [];
    private int _count;
    private volatile bool _isClosed;
    private volatile bool _hasBatch;
    private volatile bool _isLingering;
    private volatile bool _waitsForMore;
    private volatile bool _hasEnded;
    private int _settledOfBatch;
    private long _settled;

    /// <param name="subscription">The subscription.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="turn">By which workers share the queue, or null where it is this one's own.</param>
    public BatchWorker(Subscription<TEvent> subscription, RingChannel<TEvent> queue, Turn? turn)
    {
        var profile = subscription.Profile;
        (_subscription, _queue, _turn, _bus) = (subscription, queue, turn, subscription.Bus);
        _context = new EventContext<IReadOnlyList<TEvent>>(_bus, profile);
        _ticket = turn is null ? null : new ReadSignal();
        _linger = profile.Linger > TimeSpan.Zero ? new LingerTimer(_bus.WaitTime, profile.Linger, queue.EndWait) : null;
        _maxBatch = profile.MaxBatch;
    }

    public long Settled => Volatile.Read(ref _settled);

    /// <summary>Gets whether it has deliveries in hand. It does so before they leave the queue, and until they are settled.</summary>
    public bool HasBatch => _hasBatch;

    public bool HasEnded => _hasEnded;

    // What is settled of a batch comes before what is not.
    public IReadOnlyList<Delivery<TEvent>> TakeAbandoned() => _hasEnded ? _deliveries[_settledOfBatch.._count] : [];

    /// <summary>Tells whether it lingers, and yet does not wait for time alone: it takes what has come, or is about to.</summary>
    /// <param name="queued">How many deliveries were in its queue, read before this is asked: what left the queue since shows here.</param>
    public bool IsTaking(long queued) => _isLingering && (!_waitsForMore || queued > 0);

    public void Prepare(IServiceProvider services, EventDelegate handle)
    {
        _context.Services = services;
        _handle = handle;
    }

    public void CloseToPublishers()
    {
        _isClosed = true;
        _queue.EndWait();
    }

    public async Task RunAsync()
    {
        // From here on on the thread pool: whoever starts it holds a lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (await TryFillAsync().ConfigureAwait(false))
        {
            if (!TryHandle(out var pending))
            {
                await pending.ConfigureAwait(false);
            }

            if (_settledOfBatch < _count)
            {
                // The stop limit has passed: what is not settled is given on, or counts among what was dropped.
                break;
            }

            Forget();

            // Between what was settled and the look at whether somebody waits for that, as NoteIdle wants it.
            Interlocked.MemoryBarrier();
            _bus.NoteIdle();
        }

        _linger?.Dispose();
        _hasEnded = true;
    }

    /// <summary>Waits for deliveries, and takes a batch of them.</summary>
    /// <returns>Whether there are any that may be handled; there are no more where not, or the stop limit has passed.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> TryFillAsync()
    {
        if (_turn is not null)
        {
            await _turn.EnterAsync(_ticket!).ConfigureAwait(false);
        }

        // It may be woken with nothing to read: see EndWait.
        while (_count == 0
            && await _queue.WaitToReadAsync().ConfigureAwait(false)
            && (TryTake() || await MayGoOnAsync().ConfigureAwait(false)))
        {
        }

        if (_linger is not null && _count != 0 && _count < _maxBatch)
        {
            await LingerAsync(_linger).ConfigureAwait(false);
        }

        _turn?.Leave();
        return _count != 0 && !_subscription.IsPastStopLimit;
    }

    /// <summary>Waits while the subscription is paused.</summary>
    /// <returns>Whether the worker is to go on; else the stop limit has passed.</returns>
    private ValueTask<bool> MayGoOnAsync()
    {
        if (_subscription.IsHeld)
        {
            // As in Worker: what a paused subscription has in its queue counts as at rest.
            Interlocked.MemoryBarrier();
            _bus.NoteIdle();
        }

        return _subscription.WaitWhileHeldAsync();
    }

    // So that an idle worker keeps nothing alive.
    private void Forget()
    {
        _context.EndDelivery();
        Array.Clear(_deliveries, 0, _count);
        _count = _settledOfBatch = 0;
        _hasBatch = false;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask LingerAsync(LingerTimer linger)
    {
        _isLingering = true;
        linger.Begin();
        while (_count < _maxBatch && !linger.IsUp && !_isClosed && !_subscription.IsHeld)
        {
            var more = _queue.WaitToReadAsync();

            // Whoever wakes the reader says first why: if that was before this wait began, it is seen here.
            if (linger.IsUp || _isClosed)
            {
                _queue.EndWait();
            }

            // Behind it stands a fence, as NoteIdle wants it: it may be that all that is left waits for time now.
            _waitsForMore = true;
            Interlocked.MemoryBarrier();
            _bus.NoteIdle();
            var goesOn = await more.ConfigureAwait(false);
            _waitsForMore = false;
            if (!goesOn)
            {
                break;
            }

            TryTake();
        }

        linger.End();
        _isLingering = false;
        TryTake();
    }

    /// <summary>Takes what waits, up to the bound.</summary>
    /// <returns>Whether there is a batch.</returns>
    private bool TryTake()
    {
        _hasBatch = true;
        while (_count < _maxBatch)
        {
            // In this order: what is published after a pause is seen only by who sees the pause.
            if (!_queue.HasNext() || _subscription.IsHeld)
            {
                break;
            }

            if (_count == _deliveries.Length)
            {
                Array.Resize(ref _deliveries, Math.Min(_maxBatch, Math.Max(4, _count * 2)));
            }

            ref var place = ref _deliveries[_count++];
            _queue.Take(ref place.Event, ref place.Header);
            if (place.Header.Source is { } source)
            {
                _subscription.Profile.CausedBy = source;
            }
        }

        return _hasBatch = _count != 0;
    }

    /// <summary>Handles the batch that was taken.</summary>
    /// <returns>Whether it has ended, and is settled.</returns>
    private bool TryHandle(out ValueTask pending)
    {
        BeginAttempt(0, _count, attempt: 1);
        ValueTask task;
        try
        {
            task = _subscription.Observer.HandleAsync(_handle, _context);
        }
        catch (Exception exception)
        {
            pending = FailAsync(exception);
            return false;
        }

        if (!task.IsCompletedSuccessfully)
        {
            pending = FinishAsync(task);
            return false;
        }

        task.GetAwaiter().GetResult();
        Settle(_count);
        pending = default;
        return true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FinishAsync(ValueTask pending)
    {
        Exception failure;
        try
        {
            await pending.ConfigureAwait(false);
            Settle(_count);
            return;
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await FailAsync(failure).ConfigureAwait(false);
    }

    /// <summary>Has the context show a part of the batch.</summary>
    private void BeginAttempt(int start, int count, int attempt)
    {
        if (_bus.Probe is null)
        {
            _batch.Show(_deliveries, start, count);
        }
        else
        {
            // One that nobody uses again, so that the test kit can tell when somebody kept it for too long.
            _batch = new Batch<TEvent>();
            _batch.Show(_deliveries[start..(start + count)], 0, count);
        }

        // The events that it publishes have the identifiers of this part's first delivery, and others for each part.
        _context.BeginDelivery(_batch, in _deliveries[start].Header);
        _context.BeginAttempt(attempt, _subscription.StopLimit, position: (count - 1) << 16);
    }

    // Only the worker writes it; whoever waits for the bus to come to rest reads it.
    private void Settle(int count)
    {
        _settledOfBatch += count;
        Volatile.Write(ref _settled, _settled + count);
    }
}
