using System.Runtime.CompilerServices;
using TypedBus.Channels;

namespace TypedBus.Routing;

/// <summary>Hands deliveries of one subscription to the middleware, one at a time, and settles them. Nobody else does.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal abstract class Worker<TEvent>(Subscription<TEvent> subscription) : IWorker<TEvent>
{
    private readonly CancellationToken _stopLimit = subscription.StopLimit;
    private EventDelegate _handle = null!;
    private volatile bool _hasEnded;

    // It changes with each delivery. Behind the worker on the heap lies its own context, which nobody else reads meanwhile.
    private long _settled;

    /// <summary>Gets how many deliveries this worker has settled.</summary>
    public long Settled => Volatile.Read(ref _settled);

    /// <summary>Gets whether the worker has ended: it reads no more.</summary>
    public bool HasEnded
    {
        get => _hasEnded;
        protected set => _hasEnded = value;
    }

    /// <summary>Gets whether the stop limit had the worker give up the delivery in its hand, unsettled.</summary>
    protected bool HasAbandoned { get; private set; }

    protected Subscription<TEvent> Subscription { get; } = subscription;

    protected EventBus Bus { get; } = subscription.Bus;

    protected EventContext<TEvent> Context { get; } = new(subscription.Bus, subscription.Profile);

    public void Prepare(IServiceProvider services, EventDelegate handle)
    {
        Context.Services = services;
        _handle = handle;
    }

    public abstract Task RunAsync();

    /// <inheritdoc/>
    public IReadOnlyList<Delivery<TEvent>> TakeAbandoned() => HasEnded && HasAbandoned
        ? [new Delivery<TEvent> { Event = Context.Event, Header = Context.Header.WithoutAttempt() }]
        : [];

    /// <summary>Waits while the subscription is paused.</summary>
    /// <returns>Whether the worker is to go on; else the stop limit has passed.</returns>
    protected ValueTask<bool> MayGoOnAsync()
    {
        if (!Subscription.IsHeld)
        {
            return new ValueTask<bool>(true);
        }

        if (!HasAbandoned)
        {
            // What a paused subscription has in its queue counts as at rest: between what was settled and the look at whether somebody
            // waits for that stands a fence, as NoteIdle wants it.
            Context.EndDelivery();
            Interlocked.MemoryBarrier();
            Bus.NoteIdle();
        }

        return Subscription.WaitWhileHeldAsync();
    }

    /// <summary>Takes the delivery that is at hand out of a queue.</summary>
    protected void Take(RingChannel<TEvent> queue)
    {
        if (Context.Take(queue) is { } source)
        {
            Subscription.Profile.CausedBy = source;
        }
    }

    /// <summary>Handles the delivery that was taken.</summary>
    /// <param name="attempt">Which attempt it is, from 1.</param>
    /// <param name="pending">What it waits for, where it has not ended.</param>
    /// <returns>Whether it has ended, and is settled.</returns>
    protected bool TryHandle(int attempt, out ValueTask pending)
    {
        Context.BeginAttempt(attempt, _stopLimit);
        ValueTask task;
        try
        {
            task = Subscription.Observer.HandleAsync(_handle, Context);
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
        Settle();
        pending = default;
        return true;
    }

    /// <summary>Waits for the time of the next attempt.</summary>
    /// <returns>Whether the delivery is still this worker's, and to be tried again now.</returns>
    protected virtual async ValueTask<bool> WaitAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, Bus.WaitTime, _stopLimit).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            HasAbandoned = true;
            return false;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FinishAsync(ValueTask pending)
    {
        Exception failure;
        try
        {
            await pending.ConfigureAwait(false);
            Settle();
            return;
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await FailAsync(failure).ConfigureAwait(false);
    }

    /// <summary>Tries a failed delivery again by the failure policy, until it succeeds or is a dead letter.</summary>
    private async ValueTask FailAsync(Exception failure)
    {
        while (!Subscription.IsPastStopLimit)
        {
            Subscription.Observer.CountFailure(failure);
            if (!Subscription.Profile.Retry.TryPlan(Context, failure, Bus, out var delay))
            {
                await GiveUpAsync(failure).ConfigureAwait(false);
                return;
            }

            if (!await WaitAsync(delay).ConfigureAwait(false))
            {
                return;
            }

            Context.BeginAttempt(Context.Attempt + 1, _stopLimit);
            Subscription.Observer.CountRetry();
            try
            {
                await Subscription.Observer.HandleAsync(_handle, Context).ConfigureAwait(false);
                Settle();
                return;
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }

        // What is cut short by the stop limit stays unsettled: it is given on, or counts among what was dropped.
        HasAbandoned = true;
    }

    // A failure policy that took longer than the grace of a stop may find the delivery dropped: it is counted once.
    private async ValueTask GiveUpAsync(Exception failure)
    {
        if (!Subscription.TryGiveUp())
        {
            return;
        }

        var delivery = new Delivery<TEvent> { Event = Context.Event, Header = Context.Header };
        await Subscription.DeadLetterAsync(Context, delivery, failure).ConfigureAwait(false);
        lock (Bus.Ending)
        {
            Settle();
            Subscription.GivenUp();
        }
    }

    // Only the worker writes it; whoever waits for the bus to come to rest reads it.
    protected void Settle() => Volatile.Write(ref _settled, _settled + 1);
}
