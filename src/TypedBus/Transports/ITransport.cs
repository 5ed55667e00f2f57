namespace TypedBus;

/// <summary>
/// Carries the bytes of events between processes, through a broker: bytes, headers, subjects and settlement. It knows no event type.
/// </summary>
/// <remarks>
/// The bus makes one of each that its events travel by, starts it, and disposes of it when it has stopped. All of its methods may be called by
/// several threads at once.
/// </remarks>
public interface ITransport : IAsyncDisposable
{
    /// <summary>Gets what the transport can do.</summary>
    TransportFeatures Features { get; }

    /// <summary>Gets whether the broker can be reached, and whether deliveries were lost on the way here.</summary>
    TransportHealth Health { get; }

    /// <summary>
    /// Connects, and creates or verifies what the broker needs, for these subjects. Called once, before anything else but
    /// <see cref="IAsyncDisposable.DisposeAsync"/>.
    /// </summary>
    /// <param name="subjects">
    /// The subjects of the events that travel by the transport, as they are declared, with <c>*</c> in the place of each placeholder.
    /// </param>
    /// <param name="cancellationToken">Cancels the start, since the bus is stopping.</param>
    /// <returns>A task that ends when the transport carries events.</returns>
    /// <exception cref="TransportException">
    /// The broker refuses, or is absent and the settings say not to wait for it. The message names the cause and the remedy.
    /// </exception>
    Task StartAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken);

    /// <summary>Publishes the bytes of one event.</summary>
    /// <param name="subject">The subject: legal tokens joined by dots.</param>
    /// <param name="headers">
    /// What travels beside the bytes. The transport writes it into its own headers; where it carries none, it is empty.
    /// </param>
    /// <param name="body">The bytes, which are the transport's until the task has ended, and not after.</param>
    /// <param name="cancellationToken">Cancels the wait. The broker may have the event all the same.</param>
    /// <returns>
    /// A task that ends when the broker is responsible for the event, or, where the transport does not settle, when it has been sent.
    /// </returns>
    /// <exception cref="TransportException">The broker did not take it, or takes none of this size. The message names cause and remedy.</exception>
    ValueTask PublishAsync(string subject, in EventHeaders headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>Begins to receive what one subscription takes.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="receiver">What takes the deliveries.</param>
    /// <param name="cancellationToken">Cancels the beginning, since the subscription is stopping.</param>
    /// <returns>
    /// What ends it: when it has been disposed of, the receiver is called no more, and what it has taken can still be settled.
    /// </returns>
    /// <exception cref="TransportException">The broker refuses. The message names the cause and the remedy.</exception>
    Task<IAsyncDisposable> SubscribeAsync(
        TransportSubscription subscription, ITransportReceiver receiver, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until what was published before, by this process, has come to the receivers here that take it, or is somebody else's. The bus asks for
    /// it while <see cref="EventBus.WhenIdleAsync"/> waits.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that ends when nothing of it is on its way. Where a transport cannot tell, it has ended.</returns>
    Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
