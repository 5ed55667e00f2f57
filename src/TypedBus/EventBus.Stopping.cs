using TypedBus.Routing;

namespace TypedBus;

/// <content>The steps of a stop.</content>
public sealed partial class EventBus
{
    // How many dispatches are writing what their handlers published; the lowest number is added when no more may.
    private int _publishingDispatches;

    /// <summary>Gets what guards that a delivery which is not handled is counted once: as given up, or as dropped.</summary>
    internal Lock Ending { get; } = new();

    /// <summary>
    /// Publishes what a handler published that runs in a dispatch. No worker has that handler in hand, so that a stop would not know of it:
    /// it is counted while it writes, and refused when all else has come to rest.
    /// </summary>
    internal ValueTask PublishDispatchedAsync<TEvent>(in TEvent @event, in DeliveryHeader header)
    {
        try
        {
            // A full fence: either it sees here that the bus is closed, or the stop, which closes before it counts, sees this.
            return Interlocked.Increment(ref _publishingDispatches) > 0
                ? PublishCascadeAsync(in @event, in header)
                : throw new PublishRefusedException(PublishMessages.Refused(TypeNames.Of(typeof(TEvent))));
        }
        finally
        {
            Interlocked.Decrement(ref _publishingDispatches);
            NoteIdle();
        }
    }

    private async Task HastenAsync(Task stopping, CancellationToken cancellationToken)
    {
        // Whoever cancels does not run what the stop does next.
        using var registration = cancellationToken.UnsafeRegister(static bus => _ = ((EventBus)bus!)._haste.CancelAsync(), this);
        await stopping.ConfigureAwait(false);
    }

    private async Task StopCoreAsync()
    {
        Log.Stopping(Logger, Options.StopTimeout);
        using var limit = new CancellationTokenSource(Options.StopTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _haste.Token);
        await DetachAsync(either.Token).ConfigureAwait(false);
        var subscriptions = ForAll(static subscription =>
        {
            // Nothing that was accepted waits for somebody to remember that it is paused.
            subscription.Resume();
            subscription.CloseToPublishers();
        });
        if (!await TryDrainAsync(either.Token).ConfigureAwait(false)
            || !await TryEndWorkersAsync(subscriptions, either.Token).ConfigureAwait(false))
        {
            ForAll(static subscription => subscription.PassStopLimit());
            var canceling = Task.WhenAll(subscriptions.Select(static subscription => subscription.CancelHandlersAsync()));
            Array.ForEach(subscriptions, static subscription => subscription.Complete());
            await AwaitGraceAsync(subscriptions, canceling).ConfigureAwait(false);
        }

        foreach (var subscription in subscriptions)
        {
            await EndAsync(subscription, handsOver: false).ConfigureAwait(false);
        }

        foreach (var transport in _transports)
        {
            await transport.StopAsync(_grace).ConfigureAwait(false);
        }

        _running.TrySetCanceled(CancellationToken.None);
        Log.Stopped(Logger);
    }

    /// <summary>Has transports bring nothing more.</summary>
    private async Task DetachAsync(CancellationToken cancellationToken)
    {
        if (_transports.Length == 0)
        {
            return;
        }

        Array.ForEach(_transports, static transport => transport.CancelStart());
        var detaching = Task.WhenAll(ForAll(static _ => { }).Select(static subscription => subscription.DetachAsync()));
        await detaching.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // None comes any more when the bus is stopping, so these are all that there are to the end.
    private Subscription[] ForAll(Action<Subscription> step)
    {
        lock (_lifetime)
        {
            Array.ForEach(_subscriptions, step);
            return _subscriptions;
        }
    }

    /// <summary>Waits until nothing is queued or in hand, and nothing can be any more.</summary>
    private async Task<bool> TryDrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_started)
            {
                await WhenAtRestAsync(moveOn: null, cancellationToken).ConfigureAwait(false);
            }

            // What dispatches have published until now is handled too, with all that follows; so rest is to be waited for once more.
            Interlocked.Add(ref _publishingDispatches, int.MinValue);
            if (_started)
            {
                await WhenAtRestAsync(moveOn: null, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
        }

        return IsAtRest();
    }

    // What is settled is read before what is due, and neither ever falls unseen: if the sums are equal, there was a moment between the two
    // readings at which nothing was queued or in hand. Where a subscription came or went meanwhile, it is counted again: what a handler
    // adds and publishes to must not be overlooked.
    private bool IsAtRest()
    {
        while (true)
        {
            var subscriptions = Volatile.Read(ref _subscriptions);
            var settled = subscriptions.Sum(static subscription => subscription.Settled);
            var waiting = Array.Exists(subscriptions, static subscription => subscription.HasWaitingPublishers);
            var publishing = Volatile.Read(ref _publishingDispatches) & int.MaxValue;
            var due = subscriptions.Sum(static subscription => subscription.Due);
            if (Volatile.Read(ref _subscriptions) == subscriptions)
            {
                return !waiting && publishing == 0 && settled == due;
            }
        }
    }

    // Only a handler that kept its context past its delivery can have published since the bus was at rest: the limit holds for that too.
    private static async Task<bool> TryEndWorkersAsync(Subscription[] subscriptions, CancellationToken cancellationToken)
    {
        Array.ForEach(subscriptions, static subscription => subscription.Complete());
        var workers = Task.WhenAll(subscriptions.Select(static subscription => subscription.Completion));
        await workers.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return workers.IsCompleted;
    }

    // What a token's cancelling calls may be stuck as a handler may: neither is waited for beyond the grace.
    private async Task AwaitGraceAsync(Subscription[] subscriptions, Task canceling)
    {
        var ending = Task.WhenAll([canceling, .. subscriptions.Select(static subscription => subscription.Completion)]);
        await ending.WaitAsync(_grace, Time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A worker that has nothing in hand is only late.
        foreach (var subscription in subscriptions.Where(
            static subscription => !subscription.Completion.IsCompleted && subscription.Accepted != subscription.Settled))
        {
            Log.Stuck(Logger, subscription.Profile.Name);
        }
    }
}
