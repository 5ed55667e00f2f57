using System.Runtime.CompilerServices;

namespace TypedBus.Runtime;

/// <summary>Publishes what handlers return. Generated code calls the method that fits the handler's return type.</summary>
/// <remarks>
/// Where the handler's task has ended, each method ends at once and allocates nothing. Null publishes nothing.
/// </remarks>
public static class HandlerResults
{
    /// <summary>Publishes an event, or nothing if it is null.</summary>
    /// <typeparam name="TResult">The type of the event.</typeparam>
    /// <param name="context">The delivery that the handler had.</param>
    /// <param name="result">What the handler returned.</param>
    /// <returns>A task that ends when the result is published.</returns>
    public static ValueTask PublishAsync<TResult>(EventContext context, TResult? result) =>
        result is null ? default : context.PublishResultAsync(in result);

    /// <summary>Publishes an event, or nothing if there is none.</summary>
    /// <typeparam name="TResult">The type of the event.</typeparam>
    /// <param name="context">The delivery that the handler had.</param>
    /// <param name="result">What the handler returned.</param>
    /// <returns>A task that ends when the result is published.</returns>
    public static ValueTask PublishNullableAsync<TResult>(EventContext context, TResult? result)
        where TResult : struct => result is { } value ? context.PublishResultAsync(in value) : default;

    /// <summary>Waits for the handler and publishes its event.</summary>
    /// <typeparam name="TResult">The type of the event.</typeparam>
    /// <param name="context">The delivery that the handler had.</param>
    /// <param name="task">What the handler returned.</param>
    /// <returns>A task that ends when the result is published.</returns>
    public static ValueTask PublishTaskAsync<TResult>(EventContext context, ValueTask<TResult> task)
    {
        return task.IsCompletedSuccessfully ? PublishAsync(context, task.Result) : Await(context, task);

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        static async ValueTask Await(EventContext context, ValueTask<TResult> task) =>
            await PublishAsync(context, await task.ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Waits for the handler and publishes its event, or nothing if there is none.</summary>
    /// <typeparam name="TResult">The type of the event.</typeparam>
    /// <param name="context">The delivery that the handler had.</param>
    /// <param name="task">What the handler returned.</param>
    /// <returns>A task that ends when the result is published.</returns>
    public static ValueTask PublishNullableTaskAsync<TResult>(EventContext context, ValueTask<TResult?> task)
        where TResult : struct
    {
        return task.IsCompletedSuccessfully ? PublishNullableAsync(context, task.Result) : Await(context, task);

        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
        static async ValueTask Await(EventContext context, ValueTask<TResult?> task) =>
            await PublishNullableAsync(context, await task.ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Publishes events one after the other, in their order.</summary>
    /// <typeparam name="TResult">The type of the events.</typeparam>
    /// <param name="context">The delivery that the handler had.</param>
    /// <param name="results">What the handler returned.</param>
    /// <returns>A task that ends when all results are published.</returns>
    public static async ValueTask PublishEachAsync<TResult>(EventContext context, IEnumerable<TResult?>? results)
    {
        if (results is null)
        {
            return;
        }

        foreach (var result in results)
        {
            await PublishAsync(context, result).ConfigureAwait(false);
        }
    }

    /// <summary>Publishes events as they come, in their order.</summary>
    /// <typeparam name="TResult">The type of the events.</typeparam>
    /// <param name="context">The delivery that the handler had. Its token cancels the enumeration.</param>
    /// <param name="results">What the handler returned.</param>
    /// <returns>A task that ends when all results are published.</returns>
    public static async ValueTask PublishEachAsync<TResult>(EventContext context, IAsyncEnumerable<TResult?>? results)
    {
        if (results is null)
        {
            return;
        }

        await foreach (var result in results.WithCancellation(context.CancellationToken).ConfigureAwait(false))
        {
            await PublishAsync(context, result).ConfigureAwait(false);
        }
    }
}
