using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace TypedBus;

/// <summary>
/// Puts the event's identifier, the correlation and the handler's name into the scope of all that is logged while the handler runs.
/// </summary>
/// <remarks>The correlation itself is carried on by the bus, with this middleware or without.</remarks>
internal sealed class CorrelationIdMiddleware(ILogger logger, EventDelegate next)
{
    public ValueTask InvokeAsync(EventContext context)
    {
        var scope = logger.BeginScope(context.LogScope);
        ValueTask task;
        try
        {
            task = next(context);
        }
        catch
        {
            scope?.Dispose();
            throw;
        }

        if (!task.IsCompletedSuccessfully)
        {
            return AwaitAsync(task, scope);
        }

        task.GetAwaiter().GetResult();
        scope?.Dispose();
        return default;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask AwaitAsync(ValueTask task, IDisposable? scope)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        finally
        {
            scope?.Dispose();
        }
    }
}
