using TypedBus.Channels;
using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>
/// One handler's own feed of one event. With one worker there is one queue. With several, each has a queue of its own where the event has an
/// order key, by which deliveries are spread; without a key they share one.
/// </summary>
/// <typeparam name="TEvent">The type of the event, or the base type.</typeparam>
internal sealed partial class Subscription<TEvent> : Subscription
{
    private readonly Func<IServiceProvider, HandlerInvoker<TEvent>> _create;
    private readonly OrderKeyHash<TEvent>? _orderKey;
    private readonly DeliveryChannel<TEvent>[] _queues;
    private readonly IWorker[] _workers;
    private long _refused;
    private long _returned;
    private int _parked;

    /// <summary>Makes the subscription of one event.</summary>
    public Subscription(Route<TEvent> route, HandlerProfile profile, Func<IServiceProvider, HandlerInvoker<TEvent>> create)
        : this(route.Bus, [route], profile, route.OrderKey, create) => profile.Subject = route.Source;

    /// <summary>Makes the subscription of a base type, which has no order key: the events of several routes meet in it.</summary>
    public Subscription(EventBus bus, Route[] routes, HandlerProfile profile, Func<IServiceProvider, HandlerInvoker<TEvent>> create)
        : this(bus, routes, profile, orderKey: null, create)
    {
    }

    private Subscription(
        EventBus bus,
        Route[] routes,
        HandlerProfile profile,
        OrderKeyHash<TEvent>? orderKey,
        Func<IServiceProvider, HandlerInvoker<TEvent>> create)
        : base(bus, routes, profile)
    {
        _create = create;
        _orderKey = orderKey;

        // Queues before workers: objects lie on the heap as they are made, and what workers change with each delivery must not share a
        // cache line with what publishers read.
        var lanes = orderKey is null ? 1 : profile.Concurrency;
        var capacity = (profile.Capacity + lanes - 1) / lanes;
        _queues = [.. Enumerable.Range(0, lanes).Select(_ => new DeliveryChannel<TEvent>(capacity, profile.FullMode))];
        var turn = new Turn();
        var hasLanes = profile.Concurrency == lanes;
        _workers = [.. Enumerable.Range(0, profile.Concurrency).Select(number => MakeWorker(_queues[hasLanes ? number : 0], hasLanes ? null : turn))];
    }

    /// <summary>Gets the queue, where there is but one.</summary>
    public DeliveryChannel<TEvent>? OnlyQueue => _queues.Length == 1 ? _queues[0] : null;

    // Each worker has a queue of its own; or else they share one.
    private bool HasLanes => _workers.Length == _queues.Length;

    public override long Accepted
    {
        get
        {
            // Held while a delivery returns: it is written again and counted as returned in one.
            lock (Bus.Ending)
            {
                return _queues.Sum(static queue => queue.Written) - _returned;
            }
        }
    }

    public override long Depth => _queues.Sum(static queue => Math.Max(0, queue.Count));

    // What was displaced is read with what workers settled, before what was accepted: it is counted under the lock of its queue.
    public override long Settled => Ended + Displaced;

    public override bool HasWaitingPublishers => Array.Exists(_queues, static queue => queue.HasWaiters);

    public WriteResult TryWrite(in Delivery<TEvent> delivery, int beyond) => QueueOf(in delivery.Event).TryWrite(in delivery, beyond);

    /// <summary>Writes a delivery that has found no room, and does what the full mode says.</summary>
    public WriteResult WriteOrDrop(in Delivery<TEvent> delivery, int beyond)
    {
        var result = QueueOf(in delivery.Event).WriteOrDrop(in delivery, beyond, out var dropped);
        if (dropped != 0)
        {
            if (Profile.FullMode == FullMode.DropNewest)
            {
                Interlocked.Increment(ref _refused);
            }

            Observer.CountDroppedByMode(dropped);
        }

        return result;
    }

    /// <summary>Writes a delivery, and does what the full mode says where it finds no room.</summary>
    public ValueTask<WriteResult> WriteAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken) =>
        Profile.FullMode == FullMode.Wait
            ? QueueOf(in delivery.Event).WriteAsync(in delivery, cancellationToken)
            : new ValueTask<WriteResult>(WriteOrDrop(in delivery, beyond: 0));

    /// <summary>Writes a delivery that is not to be dropped, nor refused, for want of room: it waits, unless the oldest makes room.</summary>
    public ValueTask<WriteResult> SendBackAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken) =>
        Profile.FullMode == FullMode.DropOldest
            ? new ValueTask<WriteResult>(WriteOrDrop(in delivery, beyond: 0))
            : QueueOf(in delivery.Event).WriteAsync(in delivery, cancellationToken);

    /// <summary>Counts a delivery that begins to wait without a worker.</summary>
    public void CountParked() => Interlocked.Increment(ref _parked);

    /// <summary>Takes back a delivery that has waited without a worker for its next attempt.</summary>
    /// <remarks>Past the stop limit the queue is closed: the delivery stays unsettled and counts among what was dropped.</remarks>
    public void Return(in Delivery<TEvent> delivery)
    {
        lock (Bus.Ending)
        {
            if (_queues[0].TryWrite(in delivery, DeliveryChannel<TEvent>.Unbounded) != WriteResult.Accepted)
            {
                return;
            }

            _returned++;
        }

        Interlocked.Decrement(ref _parked);

        // Its worker may have settled it before it was counted here: whoever waits for rest is to count again.
        Bus.NoteIdle();
    }

    public override void ReadSettled(List<long> settled)
    {
        if (HasLanes)
        {
            settled.AddRange(_workers.Zip(_queues, static (worker, queue) => worker.Settled + queue.Displaced));
        }
        else
        {
            settled.Add(Settled);
        }
    }

    public override void ReadAccepted(List<long> accepted)
    {
        if (HasLanes)
        {
            accepted.AddRange(_queues.Select(static queue => queue.Written));
        }
        else
        {
            accepted.Add(Accepted);
        }
    }

    public override int CountOccupied(List<long> settled, List<long> accepted, ref int queue)
    {
        if (HasLanes)
        {
            var occupied = 0;
            for (var end = queue + _queues.Length; queue < end; queue++)
            {
                occupied += accepted[queue] > settled[queue] ? 1 : 0;
            }

            return occupied;
        }

        if (Profile.MaxBatch > 0)
        {
            return CountBatches(accepted[queue] - settled[queue++]);
        }

        var parked = Volatile.Read(ref _parked);
        var others = Math.Max(0, accepted[queue] - settled[queue] - parked);
        queue++;
        return parked + (int)Math.Min(others, _workers.Length);
    }

    // Several deliveries are in one worker's hand. The queue is looked at first: what leaves it is in a hand before.
    private int CountBatches(long unsettled)
    {
        var waiting = _queues[0].Count > 0;
        var hands = _workers.Count(static worker => ((BatchWorker<TEvent>)worker).HasBatch);
        return unsettled <= 0 ? 0 : Math.Max(1, waiting && hands < _workers.Length ? hands + 1 : hands);
    }

    protected override long Ended => _workers.Sum(static worker => worker.Settled);

    protected override long Displaced => _queues.Sum(static queue => queue.Displaced);

    protected override long Refused => Interlocked.Read(ref _refused);

    public override void CloseToPublishers()
    {
        Array.ForEach(_queues, static queue => queue.CloseToWriters());
        Array.ForEach(_workers, static worker => worker.CloseToPublishers());
    }

    public override void Complete() => Array.ForEach(_queues, static queue => queue.TryComplete());

    public override void Prepare(IServiceProvider services, MiddlewareChain middleware)
    {
        var invoker = _create(services);
        EventDelegate handler = invoker is BatchInvoker<TEvent> batches ? batches.Invoker.Handle : invoker.Handle;
        var handle = ScopedDelivery.Wrap(Profile, services, middleware.Compose(Profile, handler));
        Array.ForEach(_workers, worker => worker.Prepare(services, handle));
    }

    protected override Task RunAsync() => Task.WhenAll(_workers.Select(static worker => Task.Run(worker.RunAsync)));

    private IWorker MakeWorker(DeliveryChannel<TEvent> queue, Turn? turn) =>
        Profile.MaxBatch > 0 ? new BatchWorker<TEvent>(this, queue, turn)
        : turn is null ? new LaneWorker<TEvent>(this, queue)
        : new SharingWorker<TEvent>(this, queue, turn);

    // Equal keys have equal hashes, so they meet in one queue. The multiplication spreads neighbouring numbers over all of them.
    private DeliveryChannel<TEvent> QueueOf(in TEvent @event) =>
        _queues.Length == 1
            ? _queues[0]
            : _queues[(int)((ulong)(uint)(_orderKey!(in @event) * -1640531535) * (uint)_queues.Length >> 32)];
}
