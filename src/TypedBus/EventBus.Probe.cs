using TypedBus.Routing;

namespace TypedBus;

/// <content>What the test kit sees: never on the way of a bus without a probe.</content>
public sealed partial class EventBus
{
    // Set by those who wait for rest, before they count: see NoteIdle.
    private int _restWatchers;
    private TaskCompletionSource _someoneIdle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets who watches the bus, or null.</summary>
    internal BusProbe? Probe { get; }

    /// <summary>Gets the clock by which the bus itself waits, between two attempts or for a permit.</summary>
    internal TimeProvider WaitTime => Probe?.WaitTime ?? Time;

    /// <summary>Gets whether the bus is stopping or has stopped.</summary>
    internal bool IsStopping => Volatile.Read(ref _stopping) is not null;

    /// <summary>Gets the names of the handlers that run here, in the order of the bus.</summary>
    internal IEnumerable<string> HandlerNames => _subscriptions.Select(static subscription => subscription.Profile.Name);

    /// <summary>Waits until nothing is queued or in hand, and no publisher waits for room. It counts; it does not wait for time to pass.</summary>
    /// <param name="moveOn">
    /// Called where the bus is not at rest: whether it has changed something by itself, so that the bus is to be counted again at once.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    internal async Task WhenAtRestAsync(Func<bool>? moveOn, CancellationToken cancellationToken)
    {
        // A full fence, before anything is counted.
        Interlocked.Increment(ref _restWatchers);
        try
        {
            while (true)
            {
                // Taken before the counting: whoever becomes idle after it completes this very task.
                var idle = Volatile.Read(ref _someoneIdle).Task;
                if (IsAtRest())
                {
                    return;
                }

                if (moveOn is null || !moveOn())
                {
                    await idle.WaitAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            Interlocked.Decrement(ref _restWatchers);
        }
    }

    /// <summary>
    /// Counts the waits that there would be if all that is unsettled waited by <see cref="WaitTime"/>. If there are so many, and none ended or
    /// began meanwhile, there was a moment at which nothing ran.
    /// </summary>
    /// <returns>The number, which may be too high for a moment, and is never too low.</returns>
    internal int CountOccupied()
    {
        // As in IsAtRest: all that is settled is read before what is due, of the same subscriptions.
        while (true)
        {
            var subscriptions = Volatile.Read(ref _subscriptions);
            var settled = new List<long>();
            var due = new List<long>();
            Array.ForEach(subscriptions, subscription => subscription.ReadSettled(settled));
            Array.ForEach(subscriptions, subscription => subscription.ReadDue(due));
            var (occupied, lane) = (0, 0);
            foreach (var subscription in subscriptions)
            {
                occupied += subscription.CountOccupied(settled, due, ref lane);
            }

            if (Volatile.Read(ref _subscriptions) == subscriptions)
            {
                return occupied;
            }
        }
    }

    private void WakeRestWatchers()
    {
        if (Volatile.Read(ref _restWatchers) != 0)
        {
            Interlocked.Exchange(ref _someoneIdle, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    private ValueTask PublishProbed<TEvent>(
        BusProbe probe, in TEvent @event, PublishOptions? options, CancellationToken cancellationToken)
    {
        Delivery<TEvent> delivery;
        delivery.Event = @event;
        delivery.Header = DeliveryHeader.Begin(options);
        var published = probe.Publishing(in delivery.Event, in delivery.Header);
        var task = !TryLook<TEvent>(out var route)
            ? PublishUnheard<TEvent>()
            : route.Observer.IsWatched
                ? route.Observer.PublishAsync(route, in delivery, cancellationToken)
                : route.PublishAsync(in delivery, cancellationToken);
        return task.IsCompletedSuccessfully ? task : Await(task, probe, published);

        static async ValueTask Await(ValueTask task, BusProbe probe, object published)
        {
            try
            {
                await task.ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                probe.Failed(published, exception);
                throw;
            }
        }
    }

    private ValueTask PublishCascadeProbed<TEvent>(BusProbe probe, in TEvent @event, in DeliveryHeader header)
    {
        var published = probe.Publishing(in @event, in header);
        try
        {
            return PublishCascadeCore(in @event, in header);
        }
        catch (Exception exception)
        {
            probe.Failed(published, exception);
            throw;
        }
    }
}
