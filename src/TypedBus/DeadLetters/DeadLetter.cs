using System.Collections.ObjectModel;
using TypedBus.Channels;
using TypedBus.Observation;
using TypedBus.Routing;

namespace TypedBus;

/// <summary>A delivery that could not be handled, kept with its reason.</summary>
/// <remarks>Immutable, and safe for use by several threads.</remarks>
public abstract class DeadLetter
{
    private protected DeadLetter(Subscription subscription, EventContext context, Exception reason)
        : this(subscription, context.Subject, reason)
    {
        Id = context.Id;
        CorrelationId = context.CorrelationId;
        Headers = context.Headers;
        Attempts = context.Attempt;
    }

    private protected DeadLetter(Subscription subscription, string subject, Exception reason)
    {
        Bus = subscription.Bus;
        Handler = subscription.Profile.Name;
        Observer = subscription.Observer;
        Subject = subject;
        Reason = reason;
        Time = subscription.Bus.Time.GetUtcNow();
    }

    /// <summary>
    /// Gets the event, boxed where it is a struct; or its bytes, as <see cref="ReadOnlyMemory{T}"/>, where it came by a transport and could not be
    /// read.
    /// </summary>
    public abstract object Event { get; }

    /// <summary>Gets the name of the subscription whose handler failed.</summary>
    public string Handler { get; }

    /// <summary>Gets the event's subject.</summary>
    public string Subject { get; }

    /// <summary>Gets the event's identifier.</summary>
    public EventId Id { get; }

    /// <summary>Gets the correlation of the event.</summary>
    public string CorrelationId { get; } = string.Empty;

    /// <summary>Gets the headers that the publisher gave.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Gets how often the delivery was tried.</summary>
    public int Attempts { get; } = 1;

    /// <summary>Gets the exception of the last attempt.</summary>
    public Exception Reason { get; }

    /// <summary>Gets when the delivery was given up.</summary>
    public DateTimeOffset Time { get; }

    internal EventBus Bus { get; }

    internal SubscriptionObserver Observer { get; }

    /// <summary>Gets whether it is an event, which its subscription may take again.</summary>
    internal virtual bool IsReadable => true;

    internal abstract ValueTask<WriteResult> SendBackAsync(CancellationToken cancellationToken);
}

/// <summary>A dead letter that can go back to the queue that it came from, as the delivery that it was.</summary>
internal sealed class DeadLetter<TEvent>(
    Subscription<TEvent> subscription, EventContext context, in Delivery<TEvent> delivery, Exception reason)
    : DeadLetter(subscription, context, reason)
{
    private readonly Delivery<TEvent> _delivery = new() { Event = delivery.Event, Header = delivery.Header.WithoutAttempt() };

    public override object Event => _delivery.Event!;

    // To whoever has the name now: the subscription may have been stopped, and started again.
    internal override ValueTask<WriteResult> SendBackAsync(CancellationToken cancellationToken) =>
        Bus.Subscriptions.TryGet(Handler, out var known) && known.Current is Subscription<TEvent> current
            ? current.SendBackAsync(_delivery, cancellationToken)
            : new ValueTask<WriteResult>(WriteResult.Closed);
}
