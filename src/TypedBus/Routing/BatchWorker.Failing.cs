namespace TypedBus.Routing;

/// <content>Batches that fail.</content>
internal sealed partial class BatchWorker<TEvent>
{
    /// <summary>Tries the batch again whole, by the failure policy, and at last in parts.</summary>
    private async ValueTask FailAsync(Exception failure)
    {
        while (!_subscription.IsPastStopLimit)
        {
            _subscription.Observer.CountFailure(failure);
            if (!_subscription.Profile.Retry.TryPlan(_context, failure, _bus, out var delay))
            {
                if (_count > 1)
                {
                    Log.Dividing(_bus.Logger, failure, _context.Handler, _count, _context.Attempt);
                }

                await DivideAsync(0, _count, _context.Attempt, failure).ConfigureAwait(false);
                return;
            }

            if (!await WaitAsync(delay).ConfigureAwait(false)
                || await TryAgainAsync(0, _count, _context.Attempt + 1).ConfigureAwait(false) is not { } another)
            {
                return;
            }

            failure = another;
        }
    }

    /// <summary>
    /// Tries the halves of a part that has failed, each once, and so on down to the single deliveries that cannot be handled: they are given up,
    /// and all others are settled.
    /// </summary>
    private async ValueTask DivideAsync(int start, int count, int attempt, Exception failure)
    {
        if (count == 1)
        {
            await GiveUpAsync(start, failure).ConfigureAwait(false);
            return;
        }

        var (end, half) = (start + count, count - (count / 2));
        for (; start < end; start += half, half = end - start)
        {
            if (_subscription.IsPastStopLimit || await TryAgainAsync(start, half, attempt + 1).ConfigureAwait(false) is not { } another)
            {
                continue;
            }

            // What is cut short by the stop limit stays unsettled: it counts among what was dropped.
            if (!_subscription.IsPastStopLimit)
            {
                _subscription.Observer.CountFailure(another);
                await DivideAsync(start, half, attempt + 1, another).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Tries a part of the batch once more.</summary>
    /// <returns>What it failed with, or null where it is settled.</returns>
    private async ValueTask<Exception?> TryAgainAsync(int start, int count, int attempt)
    {
        BeginAttempt(start, count, attempt);
        _subscription.Observer.CountRetry();
        try
        {
            await _subscription.Observer.HandleAsync(_handle, _context).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return exception;
        }

        Settle(count);
        return null;
    }

    private async ValueTask<bool> WaitAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, _bus.WaitTime, _subscription.StopLimit).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // A failure policy that took longer than the grace of a stop may find the delivery dropped: it is counted once.
    private async ValueTask GiveUpAsync(int index, Exception failure)
    {
        if (!_subscription.TryGiveUp())
        {
            return;
        }

        await _subscription.DeadLetterAsync(_context, _deliveries[index], failure).ConfigureAwait(false);
        lock (_bus.Ending)
        {
            Settle(1);
            _subscription.GivenUp();
        }
    }
}
