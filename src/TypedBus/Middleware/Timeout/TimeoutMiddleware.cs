using System.Runtime.CompilerServices;

namespace TypedBus;

/// <summary>Gives each attempt a deadline: a token of its own that is cancelled when the time is up.</summary>
internal sealed class TimeoutMiddleware(TimeSpan limit, TimeProvider time, EventDelegate next)
{
    // One spare source for the usual case of one delivery at a time. Whoever takes it owns it alone until it is put back.
    private CancellationTokenSource? _spare;

    public ValueTask InvokeAsync(EventContext context)
    {
        var outer = context.CancellationToken;
        var source = Interlocked.Exchange(ref _spare, null) ?? new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        source.CancelAfter(limit);
        var link = outer.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
        context.CancellationToken = source.Token;
        ValueTask task;
        try
        {
            task = next(context);
        }
        catch (Exception exception)
        {
            var late = End(context, source, link, outer);
            if (late && exception is OperationCanceledException)
            {
                throw Late(context, exception);
            }

            throw;
        }

        if (!task.IsCompletedSuccessfully)
        {
            return AwaitAsync(task, context, source, link, outer);
        }

        task.GetAwaiter().GetResult();
        End(context, source, link, outer);
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitAsync(
        ValueTask task, EventContext context, CancellationTokenSource source, CancellationTokenRegistration link, CancellationToken outer)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (source.IsCancellationRequested && !outer.IsCancellationRequested)
        {
            throw Late(context, exception);
        }
        finally
        {
            End(context, source, link, outer);
        }
    }

    private TimeoutException Late(EventContext context, Exception exception) =>
        new($"Handler '{context.Handler}' did not end within {limit}. Give it more time, or less to do.", exception);

    /// <summary>Restores what was changed, so that the next attempt finds the context as this one did.</summary>
    /// <returns>Whether the deadline has passed.</returns>
    private bool End(EventContext context, CancellationTokenSource source, CancellationTokenRegistration link, CancellationToken outer)
    {
        context.CancellationToken = outer;
        link.Dispose();
        if (source.TryReset())
        {
            Volatile.Write(ref _spare, source);
            return false;
        }

        var late = source.IsCancellationRequested && !outer.IsCancellationRequested;
        source.Dispose();
        return late;
    }
}
