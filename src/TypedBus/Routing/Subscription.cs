using System.Diagnostics.CodeAnalysis;
using TypedBus.Channels;
using TypedBus.Observation;

namespace TypedBus.Routing;

/// <summary>One handler's own feed of one event, or of the events of a base type, whatever the event's type.</summary>
internal abstract partial class Subscription(EventBus bus, Route[] routes, HandlerProfile profile)
{
    private Task? _worker;

    // Guarded by the bus's Ending, these two: how many deliveries are becoming dead letters, and how many the stop has dropped, or -1.
    private int _givingUp;
    private long _dropped = -1;

    public EventBus Bus { get; } = bus;

    public HandlerProfile Profile { get; } = profile;

    /// <summary>Gets the routes that it takes events from: several, where it takes a base type.</summary>
    public Route[] Routes { get; } = routes;

    public SubscriptionObserver Observer { get; } = new(bus, profile);

    public string Group => Profile.Definition.Group ?? Profile.Name;

    /// <summary>Gets how many deliveries the queue has ever accepted, but for those that it gave on.</summary>
    public abstract long Accepted { get; }

    /// <summary>Gets how many deliveries wait.</summary>
    public abstract long Depth { get; }

    /// <summary>
    /// Gets how many deliveries have been settled, or displaced by newer ones. It never falls, and never passes <see cref="Accepted"/>.
    /// </summary>
    public abstract long Settled { get; }

    /// <summary>
    /// Gets how many deliveries must have been settled when the bus is at rest: what was accepted, or, of a paused one, what was taken out of
    /// its queue.
    /// </summary>
    public abstract long Due { get; }

    /// <summary>Gets whether publishers wait for room that somebody is about to make.</summary>
    public abstract bool HasWaitingPublishers { get; }

    /// <summary>Gets how many deliveries workers have settled.</summary>
    protected abstract long Ended { get; }

    /// <summary>Gets how many deliveries that waited were dropped for newer ones.</summary>
    protected abstract long Displaced { get; }

    /// <summary>Gets how many deliveries were dropped before the queue accepted them.</summary>
    protected abstract long Refused { get; }

    /// <summary>Gets the task of the worker, which ends when the queue is complete and empty, or the stop limit has passed.</summary>
    public Task Completion => _worker ?? Task.CompletedTask;

    protected bool HasStarted => _worker is not null;

    /// <summary>Has it take what is published from now on. Called under the lock of the bus.</summary>
    public void Join() => Array.ForEach(Routes, route => route.Join(this));

    /// <summary>
    /// Has it take nothing more: its workers end when what it has is handled, deliveries that wait for their next attempt too. Called under
    /// the lock of the bus.
    /// </summary>
    public void Leave()
    {
        IsLeaving = true;
        Array.ForEach(Routes, route => route.Leave(this));
        if (!IsTransported)
        {
            CloseToAll();
        }
    }

    /// <summary>Has its queues take nothing more. Called under the lock of the bus, when transports bring nothing more.</summary>
    public void CloseToAll()
    {
        CloseForGood();

        // Last, so that what waits for room does not get in when the workers of a paused one go on.
        Resume();
    }

    /// <summary>Has its group share deliveries anew, where it paused or resumed. Called under the lock of the bus.</summary>
    public void Share() => Array.ForEach(Routes, route => route.Share(this));

    /// <summary>Writes an event of a type that is assignable to the subscription's own.</summary>
    public abstract WriteResult TryWriteObject(object @event, in DeliveryHeader header, int beyond);

    /// <summary>Writes such an event that has found no room, and does what the full mode says.</summary>
    public abstract WriteResult WriteOrDropObject(object @event, in DeliveryHeader header, int beyond);

    /// <summary>Writes such an event, and waits or does what the full mode says where it finds no room.</summary>
    public abstract ValueTask<WriteResult> WriteObjectAsync(object @event, in DeliveryHeader header, CancellationToken cancellationToken);

    /// <summary>Writes such an event, unless another queue where it waits too has room first.</summary>
    public abstract ValueTask<WriteResult> WriteObjectAsync(
        object @event, in DeliveryHeader header, WriteClaim claim, CancellationToken cancellationToken);

    /// <summary>Makes another one of the same handler, which has not begun. Called when this one has ended.</summary>
    public abstract Subscription Renew();

    /// <summary>Makes the handler and what wraps it. It fails where a service is missing.</summary>
    public abstract void Prepare(IServiceProvider services, MiddlewareChain middleware);

    /// <summary>Starts the worker.</summary>
    [MemberNotNull(nameof(_worker))]
    public void Start() => _worker = RunAsync();

    /// <summary>Adds how many deliveries have been settled, one number for each queue.</summary>
    public abstract void ReadSettled(List<long> settled);

    /// <summary>Adds how many deliveries are due, one number for each queue, in the same order.</summary>
    public abstract void ReadDue(List<long> due);

    /// <summary>Counts the waits that there would be if all that is unsettled waited: a worker that waits holds up its whole queue.</summary>
    /// <param name="settled">What <see cref="ReadSettled"/> of all subscriptions added.</param>
    /// <param name="due">What <see cref="ReadDue"/> of all subscriptions added.</param>
    /// <param name="queue">The place of this subscription's first queue among them, and afterwards that of the next one's.</param>
    public abstract int CountOccupied(List<long> settled, List<long> due, ref int queue);

    /// <summary>Has publishers that wait for room look elsewhere.</summary>
    public abstract void TurnAway();

    public abstract void CloseToPublishers();

    public abstract void Complete();

    // A dead letter is counted before it is settled, and what is settled was accepted: read in this order, no count is ahead of what it
    // is a part of by more than what is in hand. After a stop all that was not dropped counts as settled, and what ends late does not.
    public SubscriptionSnapshot Snapshot() => new()
    {
        Name = Profile.Name,
        Subject = Profile.Definition.Subject,
        Group = Group,
        Depth = Depth,
        Retries = Observer.Retries,
        DeadLetters = Observer.DeadLetters,
        Dropped = Observer.Dropped,
        Settled = Volatile.Read(ref _dropped) is var dropped and >= 0 ? Accepted - Displaced - dropped : Ended,
        Accepted = Refused + Accepted,
    };

    /// <summary>Gives what was not done to the other members of the group, where there are any.</summary>
    /// <remarks>Called once, past the stop limit: no worker reads any more, but for one that is stuck in its handler.</remarks>
    protected abstract ValueTask HandOverAsync();

    /// <summary>Asks to give a delivery up. If so, it is to be settled under <see cref="EventBus.Ending"/> by <see cref="GivenUp"/>.</summary>
    /// <returns>Whether the stop has not counted it as dropped before.</returns>
    public bool TryGiveUp()
    {
        lock (Bus.Ending)
        {
            if (_dropped >= 0)
            {
                return false;
            }

            _givingUp++;
            return true;
        }
    }

    public void GivenUp() => _givingUp--;

    /// <summary>Counts what the stop leaves unsettled, but for what is just becoming a dead letter.</summary>
    public long Drop()
    {
        lock (Bus.Ending)
        {
            return _dropped = Math.Max(0, Accepted - Settled - _givingUp);
        }
    }

    /// <summary>Closes the queues, at once or when the last parked delivery has returned.</summary>
    protected abstract void CloseForGood();

    protected abstract Task RunAsync();
}
