using System.Runtime.CompilerServices;
using TypedBus.Channels;

namespace TypedBus.Routing;

/// <content>Deliveries that wait without a worker, and what becomes of all at the end.</content>
internal sealed partial class Subscription<TEvent>
{
    // Deliveries that wait for their next attempt without a worker, where workers share a queue. It guards itself, and that no more come when
    // the queue is to complete.
    private readonly HashSet<ParkedDelivery<TEvent>>? _parked;
    private bool _takesParked = true;

    private int CountParked()
    {
        lock (_parked!)
        {
            return _parked.Count;
        }
    }

    /// <summary>Has a delivery wait without a worker.</summary>
    /// <returns>Whether it may: when the subscription is leaving, the worker waits with it.</returns>
    public bool TryPark(ParkedDelivery<TEvent> parked)
    {
        lock (_parked!)
        {
            return _takesParked && _parked.Add(parked);
        }
    }

    /// <summary>Puts a parked delivery back into the queue.</summary>
    public void Return(ParkedDelivery<TEvent> parked, DeliveryChannel<TEvent> queue)
    {
        bool isLast;
        lock (_parked!)
        {
            // At the stop limit it may have been given on. Past that of the bus the queue is closed: it stays unsettled, and counts among
            // what was dropped.
            if (!_parked.Contains(parked) || queue.TryWrite(in parked.Delivery, beyond: int.MaxValue) != WriteResult.Accepted)
            {
                return;
            }

            _parked.Remove(parked);
            Interlocked.Increment(ref _returned);
            isLast = !_takesParked && _parked.Count == 0;
        }

        if (isLast)
        {
            Complete();
        }

        // Its worker may have settled it before it was counted here: whoever waits for rest is to count again.
        Bus.NoteIdle();
    }

    public override void Leave()
    {
        BeginLeaving();
        _route.Leave(this);
        if (_parked is null || !CloseToParked())
        {
            Complete();
            return;
        }

        // The last that returns completes the queue.
        CloseToPublishers();
        TurnAway();
    }

    public override void Join() => _route.Join(this);

    public override void Share() => _route.Share(this);

    protected override async ValueTask HandOverAsync()
    {
        if (_turn is null)
        {
            for (var lane = 0; lane < _workers.Length; lane++)
            {
                // A worker that has not ended is stuck in its handler: it has taken what it has not settled. It will see that it is past the
                // stop limit before it reads again.
                if (_workers[lane].TakeAbandoned(out var abandoned))
                {
                    HandOver(in abandoned);
                }

                if (!HasStarted || _workers[lane].HasEnded || _queues[lane].Taken > _workers[lane].Settled)
                {
                    HandOver(_queues[lane]);
                }
            }

            return;
        }

        // Who has the turn reads alone; one that is stuck in its handler has it not.
        await _turn.EnterAsync(new ReadSignal()).ConfigureAwait(false);
        foreach (var worker in _workers)
        {
            if (worker.TakeAbandoned(out var abandoned))
            {
                HandOver(in abandoned);
            }
        }

        HandOver(_queues[0]);
        _turn.Leave();
        foreach (var parked in TakeParked())
        {
            HandOver(in parked.Delivery);
        }
    }

    private bool CloseToParked()
    {
        lock (_parked!)
        {
            _takesParked = false;
            return _parked.Count != 0;
        }
    }

    private ParkedDelivery<TEvent>[] TakeParked()
    {
        lock (_parked!)
        {
            ParkedDelivery<TEvent>[] all = [.. _parked];
            _parked.Clear();
            return all;
        }
    }

    private void HandOver(DeliveryChannel<TEvent> queue)
    {
        while (true)
        {
            ref var next = ref queue.Next();
            if (Unsafe.IsNullRef(ref next))
            {
                return;
            }

            HandOver(in next);
            queue.Advance();
        }
    }

    // First the other's count, then this one's: at no moment is there less to do than there is.
    private void HandOver(in Delivery<TEvent> delivery)
    {
        if (_route.TryHandOver(Group, in delivery))
        {
            Interlocked.Increment(ref _returned);
        }
    }
}
