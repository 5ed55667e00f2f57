using System.Runtime.CompilerServices;
using TypedBus.Channels;

namespace TypedBus.Routing;

/// <summary>Hands deliveries of one subscription to the middleware, one at a time, and settles them. Nobody else does.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal abstract class Worker<TEvent>(Subscription<TEvent> subscription) : IWorker
{
    private EventDelegate _handle = null!;
    private PaddedCount _settled;

    /// <summary>Gets how many deliveries this worker has settled.</summary>
    public long Settled => Volatile.Read(ref _settled.Value);

    protected Subscription<TEvent> Subscription { get; } = subscription;

    protected EventBus Bus { get; } = subscription.Bus;

    protected EventContext<TEvent> Context { get; } = new(subscription.Bus, subscription.Profile);

    public void Prepare(IServiceProvider services, EventDelegate handle)
    {
        Context.Services = services;
        _handle = handle;
    }

    public abstract Task RunAsync();

    /// <summary>Takes a delivery out of its place in a queue.</summary>
    protected void Take(DeliveryChannel<TEvent> queue, ref Delivery<TEvent> delivery)
    {
        if (delivery.Header.Source is { } source)
        {
            Subscription.Profile.CausedBy = source;
        }

        Context.BeginDelivery(in delivery.Event, in delivery.Header);
        queue.Advance();
    }

    /// <summary>Handles the delivery that was taken.</summary>
    /// <param name="attempt">Which attempt it is, from 1.</param>
    /// <param name="pending">What it waits for, where it has not ended.</param>
    /// <returns>Whether it has ended, and is settled.</returns>
    protected bool TryHandle(int attempt, out ValueTask pending)
    {
        Context.BeginAttempt(attempt, Bus.StopLimit);
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
            await Task.Delay(delay, Bus.WaitTime, Bus.StopLimit).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            // What is cut short by the stop limit stays unsettled: it counts among what was dropped.
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
        while (!Bus.IsPastStopLimit)
        {
            Subscription.Observer.CountFailure(failure);
            if (!Subscription.Profile.Retry.TryPlan(Context, failure, Bus, out var delay))
            {
                GiveUp(failure);
                return;
            }

            if (!await WaitAsync(delay).ConfigureAwait(false))
            {
                return;
            }

            Context.BeginAttempt(Context.Attempt + 1, Bus.StopLimit);
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
    }

    // A failure policy that took longer than the grace of a stop may find the delivery dropped: it is counted once.
    private void GiveUp(Exception failure)
    {
        if (!Subscription.TryGiveUp())
        {
            return;
        }

        Delivery<TEvent> delivery;
        delivery.Event = Context.Event;
        delivery.Header = Context.Header;
        Bus.DeadLetters.Add(new DeadLetter<TEvent>(Subscription, Context, in delivery, failure));
        lock (Bus.Ending)
        {
            Settle();
            Subscription.GivenUp();
        }
    }

    // Only the worker writes it; whoever waits for the bus to come to rest reads it.
    private void Settle() => Volatile.Write(ref _settled.Value, _settled.Value + 1);
}
