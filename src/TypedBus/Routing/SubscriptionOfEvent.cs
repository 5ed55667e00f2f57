using TypedBus.Channels;
using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>
/// One handler's own feed of one event. With one worker there is one queue. With several, each has a queue of its own where the event has an
/// order key, by which deliveries are spread; without a key they share one.
/// </summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed partial class Subscription<TEvent> : Subscription
{
    private readonly Func<IServiceProvider, HandlerInvoker<TEvent>> _create;
    private readonly Route<TEvent> _route;
    private readonly DeliveryChannel<TEvent>[] _queues;
    private readonly Worker<TEvent>[] _workers;

    // Where workers share a queue.
    private readonly Turn? _turn;
    private long _returned;

    public Subscription(Route<TEvent> route, HandlerProfile profile, Func<IServiceProvider, HandlerInvoker<TEvent>> create)
        : base(route.Bus, profile)
    {
        _create = create;
        _route = route;

        // Queues before workers: objects lie on the heap as they are made, and what workers change with each delivery must not share a
        // cache line with what publishers read.
        var lanes = route.OrderKey is null ? 1 : profile.Concurrency;
        var capacity = (profile.Capacity + lanes - 1) / lanes;
        _queues = new DeliveryChannel<TEvent>[lanes];
        _workers = new Worker<TEvent>[profile.Concurrency];
        for (var lane = 0; lane < lanes; lane++)
        {
            _queues[lane] = new DeliveryChannel<TEvent>(capacity);
        }

        if (!HasLanes)
        {
            _turn = new Turn();
            _parked = [];
        }

        for (var place = 0; place < _workers.Length; place++)
        {
            _workers[place] = _turn is null
                ? new LaneWorker<TEvent>(this, _queues[place])
                : new SharingWorker<TEvent>(this, _queues[0], _turn);
        }
    }

    /// <summary>Gets the queue, where there is but one.</summary>
    public DeliveryChannel<TEvent>? OnlyQueue => _queues.Length == 1 ? _queues[0] : null;

    // Each worker has a queue of its own; or else they share one.
    private bool HasLanes => _workers.Length == _queues.Length;

    // What returned, or was given on, is read first: what is reckoned may be too much for a moment, never too little.
    public override long Accepted
    {
        get
        {
            var returned = Volatile.Read(ref _returned);
            return _queues.Sum(static queue => queue.Written) - returned;
        }
    }

    public override long Due
    {
        get
        {
            var returned = Volatile.Read(ref _returned);
            return (IsPaused ? _queues.Sum(static queue => queue.Taken) : _queues.Sum(static queue => queue.Written)) - returned;
        }
    }

    public override long Depth => _queues.Sum(static queue => Math.Max(0, queue.Count));

    public override long Settled => _workers.Sum(static worker => worker.Settled);

    public override bool HasWaitingPublishers => !IsPaused && Array.Exists(_queues, static queue => queue.HasWaiters);

    public WriteResult TryWrite(in Delivery<TEvent> delivery, int beyond) => QueueOf(in delivery.Event).TryWrite(in delivery, beyond);

    public ValueTask<WriteResult> WriteAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken) =>
        QueueOf(in delivery.Event).WriteAsync(in delivery, cancellationToken);

    public ValueTask<WriteResult> WriteAsync(in Delivery<TEvent> delivery, WriteClaim claim, CancellationToken cancellationToken) =>
        QueueOf(in delivery.Event).WriteAsync(in delivery, claim, cancellationToken);

    /// <summary>Puts a delivery back that was accepted before. It waits for room here, wherever others of the group may have some.</summary>
    public async ValueTask<WriteResult> SendBackAsync(Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await WriteAsync(in delivery, cancellationToken).ConfigureAwait(false);
            if (result != WriteResult.Closed || IsLeaving || Bus.IsStopping)
            {
                return result;
            }
        }
    }

    public override void ReadSettled(List<long> settled)
    {
        if (HasLanes)
        {
            settled.AddRange(_workers.Select(static worker => worker.Settled));
        }
        else
        {
            settled.Add(Settled);
        }
    }

    public override void ReadDue(List<long> due)
    {
        if (HasLanes)
        {
            due.AddRange(IsPaused ? _queues.Select(static queue => queue.Taken) : _queues.Select(static queue => queue.Written));
        }
        else
        {
            due.Add(Due);
        }
    }

    public override int CountOccupied(List<long> settled, List<long> due, ref int queue)
    {
        if (HasLanes)
        {
            var occupied = 0;
            for (var end = queue + _queues.Length; queue < end; queue++)
            {
                occupied += due[queue] > settled[queue] ? 1 : 0;
            }

            return occupied;
        }

        var parked = CountParked();
        var others = Math.Max(0, due[queue] - settled[queue] - parked);
        queue++;
        return parked + (int)Math.Min(others, _workers.Length);
    }

    public override void TurnAway() => Array.ForEach(_queues, static queue => queue.TurnAway());

    public override void CloseToPublishers() => Array.ForEach(_queues, static queue => queue.CloseToWriters());

    public override void Complete() => Array.ForEach(_queues, static queue => queue.TryComplete());

    public override Subscription Renew() => new Subscription<TEvent>(_route, Profile, _create);

    public override void Prepare(IServiceProvider services, MiddlewareChain middleware)
    {
        var handle = ScopedDelivery.Wrap(Profile, services, middleware.Compose(Profile, _create(services).Handle));
        Array.ForEach(_workers, worker => worker.Prepare(services, handle));
    }

    protected override void HoldQueues(bool isHeld) => Array.ForEach(_queues, queue => queue.Hold(isHeld));

    protected override Task RunAsync() => _workers.Length == 1
        ? Task.Run(_workers[0].RunAsync)
        : Task.WhenAll(_workers.Select(static worker => Task.Run(worker.RunAsync)));

    // Equal keys have equal hashes, so they meet in one queue. The multiplication spreads neighbouring numbers over all of them.
    private DeliveryChannel<TEvent> QueueOf(in TEvent @event) =>
        _queues.Length == 1
            ? _queues[0]
            : _queues[(int)((ulong)(uint)(_route.OrderKey!(in @event) * -1640531535) * (uint)_queues.Length >> 32)];
}
