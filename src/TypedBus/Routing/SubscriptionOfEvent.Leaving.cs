using TypedBus.Channels;

namespace TypedBus.Routing;

/// <content>Deliveries that wait without a worker, and what becomes of all at the end.</content>
internal sealed partial class Subscription<TEvent>
{
    // Deliveries that wait for their next attempt without a worker, where workers share a queue; and whether more may come, which none may
    // when the queue is to complete. Guarded by the bus's Ending.
    private readonly HashSet<ParkedDelivery<TEvent>>? _parked;
    private bool _takesParked = true;

    private int CountParked()
    {
        lock (Bus.Ending)
        {
            return _parked!.Count;
        }
    }

    /// <summary>Has a delivery wait without a worker.</summary>
    /// <returns>Whether it may: when the subscription is leaving, the worker waits with it.</returns>
    public bool TryPark(ParkedDelivery<TEvent> parked)
    {
        lock (Bus.Ending)
        {
            return _takesParked && _parked!.Add(parked);
        }
    }

    /// <summary>Takes back a delivery that has waited without a worker for its next attempt.</summary>
    /// <remarks>
    /// At the stop limit it may have been given on. Past that of the bus the queue is closed: the delivery stays unsettled and counts among
    /// what was dropped.
    /// </remarks>
    public void Return(ParkedDelivery<TEvent> parked)
    {
        bool isLast;
        lock (Bus.Ending)
        {
            if (!_parked!.Contains(parked)
                || _queues[0].TryWrite(in parked.Delivery, RingChannel<TEvent>.Unbounded) != WriteResult.Accepted)
            {
                return;
            }

            _parked.Remove(parked);
            _returned++;
            isLast = !_takesParked && _parked.Count == 0;
        }

        if (isLast)
        {
            Complete();
        }

        // Its worker may have settled it before it was counted here: whoever waits for rest is to count again.
        Bus.NoteIdle();
    }

    protected override void CloseForGood()
    {
        if (_parked is null || !CloseToParked())
        {
            Complete();
            return;
        }

        // The last that returns completes the queue.
        CloseToPublishers();
        TurnAway();
    }

    protected override async ValueTask HandOverAsync()
    {
        if (_turn is null)
        {
            for (var lane = 0; lane < _workers.Length; lane++)
            {
                // A worker that has not ended is stuck in its handler: it has taken what it has not settled. It will see that it is past the
                // stop limit before it reads again.
                HandOver(_workers[lane].TakeAbandoned());

                if (!HasStarted || _workers[lane].HasEnded || _queues[lane].Taken > _workers[lane].Settled)
                {
                    HandOver(_queues[lane].CopyRest());
                }
            }

            return;
        }

        // Who has the turn reads alone; one that is stuck in its handler has it not.
        await _turn.EnterAsync(new ReadSignal()).ConfigureAwait(false);
        foreach (var worker in _workers)
        {
            HandOver(worker.TakeAbandoned());
        }

        HandOver(_queues[0].CopyRest());
        _turn.Leave();
        foreach (var parked in TakeParked())
        {
            HandOver(in parked.Delivery);
        }
    }

    private bool CloseToParked()
    {
        lock (Bus.Ending)
        {
            _takesParked = false;
            return _parked!.Count != 0;
        }
    }

    private ParkedDelivery<TEvent>[] TakeParked()
    {
        lock (Bus.Ending)
        {
            ParkedDelivery<TEvent>[] all = [.. _parked!];
            _parked.Clear();
            return all;
        }
    }

    private void HandOver(IReadOnlyList<Delivery<TEvent>> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            HandOver(in delivery);
        }
    }

    private void HandOver(in Delivery<TEvent> delivery)
    {
        lock (Bus.Ending)
        {
            if (TryPassOn(in delivery))
            {
                _returned++;
            }
        }
    }

    // What came to a base type says by which route.
    private bool TryPassOn(in Delivery<TEvent> delivery)
    {
        if (Routes is [Route<TEvent> only])
        {
            return only.TryHandOver(Group, in delivery);
        }

        var source = delivery.Header.Options?.Subject;
        return Array.Find(Routes, route => route.Source == source)?.TryHandOver(Group, delivery.Event!, in delivery.Header) == true;
    }
}
