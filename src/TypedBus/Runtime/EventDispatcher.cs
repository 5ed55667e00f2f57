using System.Runtime.CompilerServices;
using TypedBus.Routing;

namespace TypedBus.Runtime;

/// <summary>Calls all the handlers of one event, in their order, in the caller.</summary>
/// <remarks>
/// The generator emits a sealed class with straight-line calls for each event whose handlers neither return results nor take a context.
/// What must wait or fail is left to this class, which keeps the contract: handlers run one after the other, all of them run, one failure
/// comes back as it is, and several as one <see cref="AggregateException"/> in the order of the handlers.
/// A dispatcher may be called by several threads at once.
/// </remarks>
/// <typeparam name="TEvent">The type of the event.</typeparam>
public abstract class EventDispatcher<TEvent>
{
    /// <summary>
    /// The dispatcher of the first bus of the process that dispatched the event: the usual case of one bus finds it without looking further.
    /// It is used by its owner alone, and given up when that is disposed of.
    /// </summary>
    internal static EventDispatcher<TEvent>? First;

    /// <summary>Gets or sets the bus that the dispatcher belongs to.</summary>
    internal EventBus? Owner { get; set; }

    /// <summary>Calls the handlers.</summary>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">What is passed to the handlers.</param>
    /// <returns>A task that ends when all handlers have ended.</returns>
    public abstract ValueTask DispatchAsync(in TEvent @event, CancellationToken cancellationToken);

    /// <summary>Gets how many handlers the dispatcher calls.</summary>
    protected virtual int Count => 1;

    /// <summary>Calls one handler. Only the slow path calls it.</summary>
    /// <param name="index">The handler's place, from 0.</param>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">What is passed to the handler.</param>
    /// <returns>A task that ends when the handler has ended.</returns>
    protected virtual ValueTask InvokeAsync(int index, in TEvent @event, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A dispatcher of one handler has no slow path.");

    /// <summary>Tells whether a handler's task has ended well. If so, the task is consumed and must not be used again.</summary>
    /// <param name="task">The handler's task.</param>
    /// <returns>Whether the next handler may be called at once.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static bool HasEnded(in ValueTask task) => task == default || HasEndedAndIsTaken(task);

    /// <summary>Waits for the handler at <paramref name="index"/>, then calls those behind it.</summary>
    /// <param name="index">The place of the handler that has not ended.</param>
    /// <param name="pending">Its task.</param>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">What is passed to the handlers.</param>
    /// <returns>A task that ends when all handlers have ended.</returns>
    protected ValueTask ContinueAsync(int index, ValueTask pending, in TEvent @event, CancellationToken cancellationToken) =>
        FinishAsync(index, pending, failure: null, @event, cancellationToken);

    /// <summary>Calls the handlers behind the one at <paramref name="index"/>, which threw before it returned a task.</summary>
    /// <param name="index">The place of the handler that threw.</param>
    /// <param name="failure">What it threw.</param>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">What is passed to the handlers.</param>
    /// <returns>A task that fails, when all handlers have ended.</returns>
    protected ValueTask ContinueAfterFailureAsync(int index, Exception failure, in TEvent @event, CancellationToken cancellationToken) =>
        FinishAsync(index, default, failure, @event, cancellationToken);

    // Apart from the common case, in which there is nothing behind the task: so the calls of handlers stay short.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool HasEndedAndIsTaken(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            return false;
        }

        // A pooled source behind the task returns to its pool only when its result is taken.
        task.GetAwaiter().GetResult();
        return true;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FinishAsync(
        int index, ValueTask pending, Exception? failure, TEvent @event, CancellationToken cancellationToken)
    {
        var failures = default(FailureList);
        failures.Add(failure);
        while (true)
        {
            try
            {
                await pending.ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                failures.Add(exception);
            }

            if (++index >= Count)
            {
                break;
            }

            try
            {
                pending = InvokeAsync(index, in @event, cancellationToken);
            }
            catch (Exception exception)
            {
                failures.Add(exception);
                pending = default;
            }
        }

        failures.Throw();
    }
}
