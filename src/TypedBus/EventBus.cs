using TypedBus.Runtime;

namespace TypedBus;

/// <summary>Carries events from those who publish them to the handlers of this process.</summary>
public sealed class EventBus : IAsyncDisposable
{
    /// <summary>Starts a bus without a host.</summary>
    /// <param name="modules">The modules.</param>
    /// <param name="configure">Sets the bus up.</param>
    /// <returns>The running bus.</returns>
    public static EventBus Start(IEnumerable<EventModule> modules, Action<EventBusBuilder>? configure = null) => throw new NotImplementedException();

    /// <summary>Publishes an event.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task.</returns>
    public ValueTask PublishAsync<TEvent>(in TEvent @event, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Dispatches an event.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">Passed to handlers.</param>
    /// <returns>A task.</returns>
    public ValueTask DispatchAsync<TEvent>(in TEvent @event, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();

    internal ValueTask PublishCascadeAsync<TEvent>(in TEvent @event, in DeliveryHeader header) => throw new NotImplementedException();
}
