namespace TypedBus.Routing;

/// <content>Pausing, and the two ways to end.</content>
internal abstract partial class Subscription
{
    private readonly CancellationTokenSource _stopLimit = new();

    // What a worker looks at with each delivery: whether it is paused or past its stop limit. Everything here changes under the lock of the
    // bus, but for the last three.
    private volatile bool _isHeld;
    private volatile bool _isPastStopLimit;
    private TaskCompletionSource? _resumed;
    private TaskCompletionSource? _stopped;
    private int _isEnding;
    private volatile bool _hasEnded;

    /// <summary>Gets whether workers are to hand nothing more to the handler, for now or for good.</summary>
    public bool IsHeld => _isHeld;

    public bool IsPaused => Volatile.Read(ref _resumed) is not null;

    public bool IsPastStopLimit => _isPastStopLimit;

    public bool IsLeaving { get; private set; }

    public bool HasEnded => _hasEnded;

    /// <summary>Gets the token of its deliveries: it is cancelled when the stop limit has passed.</summary>
    public CancellationToken StopLimit => _stopLimit.Token;

    /// <summary>Gets a task that ends when it has ended. It is made when somebody asks for it.</summary>
    public Task Stopped
    {
        get
        {
            var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var stopped = Interlocked.CompareExchange(ref _stopped, made, comparand: null) ?? made;

            // A full fence stands on both sides: either the task is seen where it ends, or the end is seen here.
            if (_hasEnded)
            {
                stopped.TrySetResult();
            }

            return stopped.Task;
        }
    }

    /// <summary>Holds the workers, each after the delivery in its hand. Called under the lock of the bus.</summary>
    public void Pause()
    {
        Volatile.Write(ref _resumed, _resumed ?? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _isHeld = true;
    }

    /// <summary>Lets the workers go on. Called under the lock of the bus.</summary>
    public void Resume()
    {
        var resumed = _resumed;
        Volatile.Write(ref _resumed, null);
        _isHeld = _isPastStopLimit;
        resumed?.SetResult();
    }

    /// <summary>Ends the workers, each after the delivery in its hand. Called under the lock of the bus.</summary>
    public void PassStopLimit()
    {
        _isPastStopLimit = true;
        Resume();
    }

    /// <summary>Cancels the tokens of the handlers that run.</summary>
    public async Task CancelHandlersAsync()
    {
        try
        {
            await _stopLimit.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            Log.CallbackFailed(Bus.Logger, exception, "A callback on the token", Profile.Name);
        }
    }

    /// <summary>Waits until the worker that calls it may go on.</summary>
    /// <returns>Whether it may; else the stop limit has passed.</returns>
    public async ValueTask<bool> WaitWhileHeldAsync()
    {
        while (_isHeld)
        {
            if (_isPastStopLimit)
            {
                return false;
            }

            if (Volatile.Read(ref _resumed) is { } resumed)
            {
                await resumed.Task.ConfigureAwait(false);
            }
        }

        return true;
    }

    /// <summary>Gives on or drops what remains undone, when the workers have ended, or will not end. Only the first call counts.</summary>
    /// <param name="handsOver">Whether others of its group may have what remains. What came from a broker goes back there anyway.</param>
    /// <returns>Whether this was the first call.</returns>
    public async Task<bool> TryEndAsync(bool handsOver)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) != 0)
        {
            return false;
        }

        if ((handsOver || IsTransported) && Accepted != Settled)
        {
            await HandOverAsync().ConfigureAwait(false);
        }

        var dropped = Drop();
        if (dropped > 0)
        {
            Observer.CountDroppedByStop(dropped);
            Log.Dropped(Bus.Logger, dropped, Profile.Name);
        }

        return true;
    }

    /// <summary>Tells those who wait for the end.</summary>
    public void NoteEnd()
    {
        _hasEnded = true;
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _stopped)?.TrySetResult();
    }
}
