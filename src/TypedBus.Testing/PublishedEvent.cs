namespace TypedBus.Testing;

/// <summary>An event that was published, with what came of it.</summary>
/// <remarks>Safe for use by several threads. Its lists are as they were when they were asked for.</remarks>
public abstract class PublishedEvent
{
    private readonly BusRecord _record;
    private readonly PublishOptions? _options;
    private readonly string? _correlationId;

    private protected PublishedEvent(BusRecord record, in Routing.DeliveryHeader header, HandlerAttempt? cause)
    {
        _record = record;
        _options = header.Options;
        _correlationId = header.Options?.CorrelationId ?? header.Correlation.ToString();
        Id = header.Id;
        CausationId = header.Causation;
        PublishedBy = header.Source?.Name;
        Cause = cause;
    }

    /// <summary>Gets the event, boxed where it is a struct.</summary>
    public abstract object BoxedEvent { get; }

    /// <summary>Gets the event's identifier.</summary>
    public EventId Id { get; }

    /// <summary>Gets what all events share that follow from one.</summary>
    public string CorrelationId => _correlationId!;

    /// <summary>Gets the identifier of the event whose handler published this one, or an empty one.</summary>
    public EventId CausationId { get; }

    /// <summary>Gets the name of the handler that published the event, or null where it came from outside.</summary>
    public string? PublishedBy { get; }

    /// <summary>Gets the attempt that published the event, or null where it came from outside, or from a dispatch.</summary>
    public HandlerAttempt? Cause { get; }

    /// <summary>Gets the key that the publisher gave, or null.</summary>
    public string? Key => _options?.Key;

    /// <summary>Gets the headers that the publisher gave, or null.</summary>
    public IReadOnlyDictionary<string, string>? Headers => _options?.Headers;

    /// <summary>Gets what publishing threw, or null. Some subscriptions may have the event all the same.</summary>
    public Exception? Failure { get; internal set; }

    /// <summary>Gets all attempts to handle the event: handler by handler, in the order of the bus, and of each the first one first.</summary>
    public IReadOnlyList<HandlerAttempt> Attempts => _record.AttemptsOf(this);

    /// <summary>Gets the attempts as they began. Only the record, under its lock, touches it.</summary>
    internal List<HandlerAttempt> Begun { get; } = [];

    internal abstract HandlerAttempt Begin(EventContext context);

    private protected BusRecord Record => _record;
}

/// <summary>An event that was published, with its type.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
public sealed class PublishedEvent<TEvent> : PublishedEvent
{
    internal PublishedEvent(BusRecord record, in TEvent @event, in Routing.DeliveryHeader header, HandlerAttempt? cause)
        : base(record, in header, cause) => Event = @event;

    /// <summary>Gets the event.</summary>
    public TEvent Event { get; }

    /// <inheritdoc/>
    public override object BoxedEvent => Event!;

    internal override HandlerAttempt Begin(EventContext context) => new HandlerAttempt<TEvent>(Record, this, context);
}
