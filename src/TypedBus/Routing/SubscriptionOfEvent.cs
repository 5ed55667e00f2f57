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
    private readonly RingChannel<TEvent>[] _queues;
    private readonly IWorker<TEvent>[] _workers;
    private readonly Turn? _turn;

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
        _queues = new RingChannel<TEvent>[lanes];
        _workers = new IWorker<TEvent>[profile.Concurrency];
        for (var lane = 0; lane < lanes; lane++)
        {
            _queues[lane] = new RingChannel<TEvent>(capacity, profile.FullMode);
        }

        if (!HasLanes)
        {
            _turn = new Turn();
            _parked = [];
        }

        for (var place = 0; place < _workers.Length; place++)
        {
            _workers[place] = profile.MaxBatch > 0 ? new BatchWorker<TEvent>(this, _queues[_turn is null ? place : 0], _turn)
                : _turn is null ? new LaneWorker<TEvent>(this, _queues[place])
                : new SharingWorker<TEvent>(this, _queues[0], _turn);
        }
    }

    /// <summary>Gets the queue, where there is but one.</summary>
    public RingChannel<TEvent>? OnlyQueue => _queues.Length == 1 ? _queues[0] : null;

    // Each worker has a queue of its own; or else they share one.
    private bool HasLanes => _workers.Length == _queues.Length;

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

    /// <summary>Writes a delivery, unless another queue where it waits too has room first.</summary>
    public ValueTask<WriteResult> WriteAsync(in Delivery<TEvent> delivery, WriteClaim claim, CancellationToken cancellationToken) =>
        QueueOf(in delivery.Event).WriteAsync(in delivery, claim, cancellationToken);

    /// <summary>Writes a delivery that is not to be dropped, nor refused, for want of room: it waits, unless the oldest makes room.</summary>
    public async ValueTask<WriteResult> SendBackAsync(Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = Profile.FullMode == FullMode.DropOldest
                ? WriteOrDrop(in delivery, beyond: 0)
                : await QueueOf(in delivery.Event).WriteAsync(in delivery, cancellationToken).ConfigureAwait(false);

            // Where its group shares anew, the delivery is this subscription's all the same.
            if (result != WriteResult.TurnedAway)
            {
                return result;
            }
        }
    }

    public override void TurnAway() => Array.ForEach(_queues, static queue => queue.TurnAway());

    public override void CloseToPublishers()
    {
        Array.ForEach(_queues, static queue => queue.CloseToWriters());
        Array.ForEach(_workers, static worker => worker.CloseToPublishers());
    }

    public override void Complete() => Array.ForEach(_queues, static queue => queue.TryComplete());

    public override Subscription Renew() => new Subscription<TEvent>(Bus, Routes, Profile, _orderKey, _create);

    public override void Prepare(IServiceProvider services, MiddlewareChain middleware)
    {
        var invoker = _create(services);
        EventDelegate handler = invoker is BatchInvoker<TEvent> batches ? batches.Invoker.Handle : invoker.Handle;
        var handle = SettledDelivery.Wrap(this, ScopedDelivery.Wrap(Profile, services, middleware.Compose(Profile, handler)));
        Array.ForEach(_workers, worker => worker.Prepare(services, handle));
    }

    protected override Task RunAsync() => _workers.Length == 1
        ? _workers[0].RunAsync()
        : Task.WhenAll(_workers.Select(static worker => worker.RunAsync()));

    // Equal keys have equal hashes, so they meet in one queue. The multiplication spreads neighbouring numbers over all of them.
    private RingChannel<TEvent> QueueOf(in TEvent @event) =>
        _queues.Length == 1
            ? _queues[0]
            : _queues[(int)((ulong)(uint)(_orderKey!(in @event) * -1640531535) * (uint)_queues.Length >> 32)];
}
