using TypedBus.Channels;

namespace TypedBus.Routing;

/// <content>What it has done.</content>
internal sealed partial class Subscription<TEvent>
{
    private long _refused;

    // Guarded by the bus's Ending: how many deliveries were accepted again, or given on to others of the group.
    private long _returned;

    public override long Accepted => Net(static queue => queue.Written);

    public override long Due => IsPaused ? Net(static queue => queue.Taken + queue.Displaced) : Accepted;

    public override long Depth => _queues.Sum(static queue => Math.Max(0, queue.Count));

    // What was displaced is read with what workers settled, before what was accepted: it is counted under the lock of its queue.
    public override long Settled => Ended + Displaced;

    public override bool HasWaitingPublishers => !IsPaused && Array.Exists(_queues, static queue => queue.HasWaiters);

    protected override long Ended => _workers.Sum(static worker => worker.Settled);

    protected override long Displaced => _queues.Sum(static queue => queue.Displaced);

    protected override long Refused => Interlocked.Read(ref _refused);

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

    public override void ReadDue(List<long> due)
    {
        if (HasLanes)
        {
            due.AddRange(IsPaused
                ? _queues.Select(static queue => queue.Taken + queue.Displaced)
                : _queues.Select(static queue => queue.Written));
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
            for (var lane = 0; lane < _queues.Length; lane++, queue++)
            {
                occupied += due[queue] <= settled[queue] ? 0 : IsTaking(_workers[lane], QueuedIn(lane)) ? 2 : 1;
            }

            return occupied;
        }

        if (Profile.MaxBatch > 0)
        {
            return CountBatches(due[queue] - settled[queue++]);
        }

        var parked = CountParked();
        var others = Math.Max(0, due[queue] - settled[queue] - parked);
        queue++;
        return parked + (int)Math.Min(others, _workers.Length);
    }

    // Several deliveries are in one worker's hand. The queue is looked at first: what leaves it is in a hand before.
    private int CountBatches(long unsettled)
    {
        var queued = QueuedIn(0);
        var hands = _workers.Count(static worker => ((BatchWorker<TEvent>)worker).HasBatch);
        var more = (queued > 0 && hands < _workers.Length) || Array.Exists(_workers, worker => IsTaking(worker, queued));
        return unsettled <= 0 ? 0 : Math.Max(1, more ? hands + 1 : hands);
    }

    private long QueuedIn(int lane) => IsPaused ? 0 : _queues[lane].Count;

    // A batch that lingers waits for time only while there is nothing to take.
    private static bool IsTaking(IWorker<TEvent> worker, long queued) => worker is BatchWorker<TEvent> batches && batches.IsTaking(queued);

    // Held while a delivery returns: it is written again and counted as returned in one.
    private long Net(Func<RingChannel<TEvent>, long> count)
    {
        lock (Bus.Ending)
        {
            return _queues.Sum(count) - _returned;
        }
    }
}
