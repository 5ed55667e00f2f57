namespace TypedBus.Testing;

/// <summary>An attempt of a handler, middleware included, at an event.</summary>
/// <remarks>Safe for use by several threads. Its lists are as they were when they were asked for.</remarks>
public abstract class HandlerAttempt
{
    private readonly BusRecord _record;

    private protected HandlerAttempt(BusRecord record, PublishedEvent cause, EventContext context)
    {
        _record = record;
        Cause = cause;
        Handler = context.Handler;
        Attempt = context.Attempt;
        Time = context.Bus.Time.GetUtcNow();
    }

    /// <summary>Gets the event that the handler was given.</summary>
    public PublishedEvent Cause { get; }

    /// <summary>Gets the event's identifier.</summary>
    public EventId Id => Cause.Id;

    /// <summary>Gets what all events share that follow from one.</summary>
    public string CorrelationId => Cause.CorrelationId;

    /// <summary>Gets the name of the handler's subscription.</summary>
    public string Handler { get; }

    /// <summary>Gets which attempt it is, from 1.</summary>
    public int Attempt { get; }

    /// <summary>Gets when it began, in virtual time.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Gets whether it has ended, well or not.</summary>
    public bool HasEnded { get; internal set; }

    /// <summary>Gets what it failed with, or null.</summary>
    public Exception? Failure { get; internal set; }

    /// <summary>Gets the dead letter that the delivery became after this attempt, or null.</summary>
    public DeadLetter? DeadLetter { get; internal set; }

    /// <summary>Gets the events that it published, in its order. What it published straight on the bus began a chain of its own.</summary>
    public IReadOnlyList<PublishedEvent> Published => _record.PublishedBy(this);

    /// <summary>Gets what it has published so far. Only the record, under its lock, touches it.</summary>
    internal List<PublishedEvent> Consequences { get; } = [];
}

/// <summary>An attempt of a handler at an event, with the event's type.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
public sealed class HandlerAttempt<TEvent> : HandlerAttempt
{
    internal HandlerAttempt(BusRecord record, PublishedEvent<TEvent> cause, EventContext context)
        : base(record, cause, context) => Event = cause.Event;

    /// <summary>Gets the event.</summary>
    public TEvent Event { get; }
}
