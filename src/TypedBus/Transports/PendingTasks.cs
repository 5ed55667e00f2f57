namespace TypedBus.Transports;

/// <summary>Counts tasks that nobody waits for one by one. None of them fails.</summary>
internal sealed class PendingTasks
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // One more than there are, until somebody waits for the end.
    private int _count = 1;
    private int _isClosing;

    public void Add(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            Interlocked.Increment(ref _count);
            _ = FinishAsync(task);
        }
    }

    /// <summary>Gets a task that ends when none is under way. What is added after that, it does not know.</summary>
    public Task WhenDone()
    {
        if (Interlocked.Exchange(ref _isClosing, 1) == 0)
        {
            Release();
        }

        return _done.Task;
    }

    private async Task FinishAsync(ValueTask task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        finally
        {
            Release();
        }
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _count) == 0)
        {
            _done.TrySetResult();
        }
    }
}
