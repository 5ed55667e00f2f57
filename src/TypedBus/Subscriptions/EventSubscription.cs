using TypedBus.Routing;

namespace TypedBus;

/// <summary>
/// A subscription while the bus runs, of a generated handler or added with <see cref="EventBus.Subscribe"/>: it can be paused, resumed, stopped
/// and started again.
/// </summary>
/// <remarks>Safe for use by several threads. Whatever is asked for twice happens once.</remarks>
public sealed class EventSubscription : IAsyncDisposable
{
    // Replaced when it is started again: what has ended is not used any more.
    private Subscription _current;

    internal EventSubscription(Subscription current, bool isHandler)
    {
        _current = current;
        IsHandler = isHandler;
    }

    /// <summary>Gets the subscription's name.</summary>
    public string Name => _current.Profile.Name;

    /// <summary>Gets whether it is paused.</summary>
    public bool IsPaused => Current.IsPaused;

    /// <summary>
    /// Gets a task that ends when deliveries are being handled: it has ended where the bus runs, else it ends with <see cref="EventBus.Running"/>.
    /// Of an event that travels by a transport it ends when that brings deliveries, or fails with what keeps it from that.
    /// </summary>
    public Task Started => Current.IsTransported ? StartedAsync(Current) : _current.Bus.Running;

    /// <summary>
    /// Gets a task that ends when the subscription has stopped, by itself or with the bus. One that is started again has another task.
    /// </summary>
    public Task Stopped => Current.Stopped;

    internal bool IsHandler { get; }

    internal Subscription Current => Volatile.Read(ref _current);

    /// <summary>
    /// Hands nothing more to the handler, after the delivery that it has in hand. The queue goes on taking events, and when it is full,
    /// publishers wait; where others of its group run, these get the deliveries meanwhile. Stopping resumes it.
    /// </summary>
    public void Pause() => Current.Bus.Pause(Current);

    /// <summary>Goes on after <see cref="Pause"/>.</summary>
    public void Resume() => Current.Bus.Resume(Current);

    /// <summary>
    /// Stops the subscription alone: nothing that is published from now on reaches it, and what its queue has accepted is handled, deliveries
    /// that wait for their next attempt too. A handler that awaits the stop of its own subscription waits for itself.
    /// </summary>
    /// <param name="cancellationToken">
    /// Cuts that short: the tokens of handlers are cancelled, and what remains goes to the other members of its group, or where there are
    /// none is dropped, with an error in the log and a count.
    /// </param>
    /// <returns>A task that ends when the subscription has stopped.</returns>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        var subscription = Current;
        subscription.Bus.Leave(subscription);
        using var cut = cancellationToken.UnsafeRegister(
            static state => ((Subscription)state!).Bus.CutShort((Subscription)state), subscription);
        await subscription.Stopped.ConfigureAwait(false);
    }

    /// <summary>Starts the subscription again, with an empty queue and counts from zero. One that has not stopped goes on as it is.</summary>
    /// <exception cref="ArgumentException">Another subscription has the name by now.</exception>
    /// <exception cref="InvalidOperationException">It is stopping: await <see cref="Stopped"/> first. Or the bus is stopping.</exception>
    public void Start()
    {
        var stopped = Current;
        if (!stopped.IsLeaving && !stopped.Bus.IsStopping)
        {
            return;
        }

        if (stopped.IsLeaving && !stopped.HasEnded)
        {
            throw new InvalidOperationException($"'{Name}' is stopping. Await {nameof(Stopped)}, then start it again.");
        }

        stopped.Bus.Restart(this, stopped);
    }

    /// <summary>Stops the subscription as <see cref="StopAsync"/> does.</summary>
    /// <returns>A task that ends when the subscription has stopped.</returns>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private static async Task StartedAsync(Subscription subscription)
    {
        await subscription.Bus.Running.ConfigureAwait(false);
        await subscription.Attached.ConfigureAwait(false);
    }

    internal void Renew(Subscription subscription) => Volatile.Write(ref _current, subscription);
}
