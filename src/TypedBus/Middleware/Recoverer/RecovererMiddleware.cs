using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace TypedBus;

/// <summary>Turns the exceptions that its filter names into a logged, settled delivery, or into what its callback makes of them.</summary>
internal sealed class RecovererMiddleware(
    Func<Exception, bool> filter, Func<EventContext, Exception, ValueTask>? recover, ILogger logger, EventDelegate next)
{
    public ValueTask InvokeAsync(EventContext context)
    {
        ValueTask task;
        try
        {
            task = next(context);
        }
        catch (Exception exception) when (Recovers(context, exception))
        {
            return RecoverAsync(context, exception);
        }

        return task.IsCompletedSuccessfully ? task : AwaitAsync(task, context);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitAsync(ValueTask task, EventContext context)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception exception) when (Recovers(context, exception))
        {
            await RecoverAsync(context, exception).ConfigureAwait(false);
        }
    }

    // A handler that ends because it was told to has not failed: the delivery must not count as handled.
    private bool Recovers(EventContext context, Exception exception) =>
        !(exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested) && filter(exception);

    private ValueTask RecoverAsync(EventContext context, Exception exception)
    {
        Log.Recovered(logger, exception, context.Handler, context.Id, context.CorrelationId);
        return recover?.Invoke(context, exception) ?? default;
    }
}
