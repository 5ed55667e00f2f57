using TypedBus.Channels;

namespace TypedBus.Routing;

/// <content>Deliveries that wait without a worker, and what becomes of all at the end.</content>
internal sealed partial class Subscription<TEvent>
{
    // Deliveries that wait for their next attempt without a worker, where workers share a queue; and whether more may come, which none may
    // when the queue is to complete. Guarded by the bus's Ending.
    private readonly HashSet<ParkedDelivery<TEvent>>? _parked;
    private bool _takesParked = true;

    /// <summary>Gives a delivery up: it becomes a dead letter of its broker, or of this process where it came from here.</summary>
    public ValueTask DeadLetterAsync(EventContext context, Delivery<TEvent> delivery, Exception failure)
    {
        if (delivery.Header.Options?.Arrival is { Delivery: { } settlement } arrival)
        {
            return arrival.Inlet.DeadLetterAsync(settlement, failure, context.Attempt);
        }

        Bus.DeadLetters.Add(new DeadLetter<TEvent>(this, context, in delivery, failure));
        return default;
    }

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
                await HandOverAsync(_workers[lane].TakeAbandoned()).ConfigureAwait(false);

                if (!HasStarted || _workers[lane].HasEnded || _queues[lane].Taken > _workers[lane].Settled)
                {
                    await HandOverAsync(_queues[lane].CopyRest()).ConfigureAwait(false);
                }
            }

            return;
        }

        // Who has the turn reads alone; one that is stuck in its handler has it not.
        await _turn.EnterAsync(new ReadSignal()).ConfigureAwait(false);
        foreach (var worker in _workers)
        {
            await HandOverAsync(worker.TakeAbandoned()).ConfigureAwait(false);
        }

        await HandOverAsync(_queues[0].CopyRest()).ConfigureAwait(false);
        _turn.Leave();
        await HandOverAsync([.. TakeParked().Select(static parked => parked.Delivery)]).ConfigureAwait(false);
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

    private async ValueTask HandOverAsync(IReadOnlyList<Delivery<TEvent>> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            if (delivery.Header.Options?.Arrival is { Delivery: { } settlement } arrival)
            {
                // Back to the broker, which gives it to whoever runs the handler now.
                await arrival.Inlet.RetryAsync(settlement, TimeSpan.Zero).ConfigureAwait(false);
                CountReturned();
            }
            else
            {
                HandOver(in delivery);
            }
        }
    }

    private void CountReturned()
    {
        lock (Bus.Ending)
        {
            _returned++;
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
