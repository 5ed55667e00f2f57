using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using TypedBus.Routing;

namespace TypedBus;

/// <summary>A delivery as handlers and middleware see it: one event arriving at one subscription, for the n-th time.</summary>
/// <remarks>
/// It belongs to the delivery and is used again for the next one: do not keep it, and use it from one thread at a time.
/// </remarks>
public abstract class EventContext
{
    private protected DeliveryHeader _header;
    private int _position;
    private bool _isSpent;
    private DeferredResults? _deferred;

    private protected EventContext(EventBus bus, HandlerProfile profile)
    {
        Bus = bus;
        Profile = profile;
    }

    /// <summary>Gets the event's identifier.</summary>
    public EventId Id => Header.Id;

    /// <summary>
    /// Gets what all events share that follow from one: what the first publisher gave, or else the first event's identifier as text,
    /// which is made anew at each call.
    /// </summary>
    public string CorrelationId => Header.Options?.CorrelationId ?? Header.Correlation.ToString();

    /// <summary>Gets the identifier of the event whose handler published this one, or an empty one.</summary>
    public EventId CausationId => Header.Causation;

    /// <summary>Gets the key that the publisher gave, or null.</summary>
    public string? Key => Header.Options?.Key;

    /// <summary>Gets the headers that the publisher gave, or an empty dictionary.</summary>
    public IReadOnlyDictionary<string, string> Headers => Header.Options?.Headers ?? ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets the name of the handler's subscription.</summary>
    public string Handler => Profile.Name;

    /// <summary>
    /// Gets the event's subject. One with placeholders is made when it is asked for, and kept for the next event of the same subject.
    /// </summary>
    public string Subject => FindSubject();

    /// <summary>Gets which attempt this is, from 1.</summary>
    public int Attempt
    {
        get
        {
            ThrowIfSpent();
            return field;
        }

        internal set;
    }

    /// <summary>
    /// Gets or sets what tells the handler to end early. A middleware that replaces it restores it afterwards.
    /// </summary>
    public CancellationToken CancellationToken
    {
        get
        {
            ThrowIfSpent();
            return field;
        }

        set;
    }

    /// <summary>
    /// Gets the services of the delivery: those of its own scope where the handler's class is scoped, else those of the application.
    /// </summary>
    public IServiceProvider Services
    {
        get
        {
            ThrowIfSpent();
            return field;
        }

        internal set;
    } = null!;

    /// <summary>Gets the bus that the delivery runs on.</summary>
    internal EventBus Bus { get; }

    /// <summary>Gets or sets the handler that runs. A dispatch runs several in one context.</summary>
    internal HandlerProfile Profile { get; set; }

    /// <summary>Gets the event, boxed where it is a struct.</summary>
    internal abstract object EventObject { get; }

    internal ref readonly DeliveryHeader Header
    {
        get
        {
            ThrowIfSpent();
            return ref _header;
        }
    }

    /// <summary>Gets what this delivery adds to the scope of log lines.</summary>
    internal DeliveryLogScope LogScope => field ??= new DeliveryLogScope(this);

    /// <summary>
    /// Publishes an event as a consequence of this one: it carries the correlation on, names this event as its cause, and has an
    /// identifier that is the same again when the delivery is repeated. It never waits for room in a queue.
    /// </summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="options">What travels beside it. The default is none.</param>
    /// <returns>A task that ends when every subscription has the event in its queue.</returns>
    /// <exception cref="CascadeLimitException">A subscription's queue is past its bound for what handlers publish.</exception>
    /// <exception cref="PublishRefusedException">The bus has stopped.</exception>
    public ValueTask PublishAsync<TEvent>(in TEvent @event, PublishOptions? options = null) =>
        _deferred is null
            ? Bus.PublishCascadeAsync(in @event, Header.Derive(Profile, _position++, options))
            : Bus.PublishDispatchedAsync(in @event, Header.Derive(Profile, _position++, options));

    /// <summary>Publishes what the handler returned: now, or after all handlers of a dispatch have ended.</summary>
    internal ValueTask PublishResultAsync<TEvent>(in TEvent result)
    {
        if (_deferred is null)
        {
            return PublishAsync(in result);
        }

        _deferred.Add(in result, _header.Derive(Profile, _position++, options: null));
        return default;
    }

    /// <summary>Makes the context that of another attempt or another handler: what it publishes is counted from the start.</summary>
    internal void BeginAttempt(int attempt, CancellationToken cancellationToken, int position = 0)
    {
        Attempt = attempt;
        if (CancellationToken != cancellationToken)
        {
            CancellationToken = cancellationToken;
        }

        _position = position;
    }

    private protected abstract string FindSubject();

    /// <summary>Makes a context of its own for this attempt, so that the test kit can tell when somebody kept it for too long.</summary>
    internal abstract EventContext Fresh();

    /// <summary>Gets the batch that is handled, or null where it is a single delivery.</summary>
    internal virtual IBatch? Batch => null;

    /// <summary>Has every further use throw.</summary>
    internal void Spend()
    {
        _isSpent = true;
        Batch?.Spend();
    }

    // Only the test kit spends contexts: one that is used again shows what has just come.
    private protected void ThrowIfSpent()
    {
        if (_isSpent)
        {
            ThrowSpent();
        }
    }

    /// <summary>Has results wait in <paramref name="deferred"/> until a dispatch publishes them.</summary>
    internal void DeferResults(DeferredResults deferred) => _deferred = deferred;

    /// <summary>Has results wait where those of another context of the same dispatch wait.</summary>
    internal void DeferResultsWith(EventContext other) => _deferred = other._deferred;

    [DoesNotReturn]
    private void ThrowSpent() => throw new ObjectDisposedException(
        nameof(EventContext),
        $"The context of a delivery to handler '{Handler}' was used after that delivery had ended. On a bus in production it would show "
            + "another delivery by now. Take what you need out of it while the handler runs, and await all that uses it.");
}
