using System.Buffers;
using TypedBus.Channels;
using TypedBus.Observation;
using TypedBus.Routing;

namespace TypedBus.Transports;

/// <summary>Where the deliveries of one subscription and event come into the process, whatever the event's type.</summary>
internal abstract class Inlet(Route route, Subscription subscription, TransportHost host) : ITransportReceiver
{
    public Subscription Subscription { get; } = subscription;

    protected Route Route { get; } = route;

    protected TransportHost Host { get; } = host;

    protected EventBus Bus => Subscription.Bus;

    // What the transport is told: see TransportSubscription.
    public TransportSubscription Describe()
    {
        var profile = Subscription.Profile;
        return new TransportSubscription
        {
            Name = Subscription.Routes.Length == 1 ? profile.Name : $"{profile.Name}/{Route.Subject}",
            Group = profile.Definition.Group,
            Subject = Route.Source.Pattern(profile.Filter),
            IsDurable = profile.Definition.IsDurable,
            Concurrency = profile.Concurrency,
            Capacity = profile.Capacity,
        };
    }

    /// <summary>Begins to receive, when the transport is up.</summary>
    public Task<IAsyncDisposable> BeginAsync() => Host.SubscribeAsync(this);

    public abstract ReceiveResult Receive(ref EventHeaders headers, in ReadOnlySequence<byte> body, TransportDelivery? delivery, int maxPending);

    /// <summary>Says that a delivery is done. Where that fails, the broker delivers it again.</summary>
    public async ValueTask CompleteAsync(TransportDelivery delivery)
    {
        try
        {
            await delivery.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.SettleFailed(Bus.Logger, exception, Subscription.Profile.Name, Route.Subject);
        }
    }

    /// <summary>Has a delivery come again. Where that fails, it comes when the broker has waited long enough.</summary>
    public async ValueTask RetryAsync(TransportDelivery delivery, TimeSpan delay)
    {
        try
        {
            await delivery.RetryAsync(delay).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.SettleFailed(Bus.Logger, exception, Subscription.Profile.Name, Route.Subject);
        }
    }

    /// <summary>Gives a delivery up. Where it cannot be stored, it is not settled: the broker delivers it again.</summary>
    public async ValueTask DeadLetterAsync(TransportDelivery delivery, Exception reason, int attempts)
    {
        Subscription.Observer.CountDeadLetter(reason);
        var text = reason is EventPayloadException or UnreadableDeliveryException
            ? reason.Message
            : $"{TypeNames.Of(reason.GetType())}: {reason.Message}";
        try
        {
            await delivery
                .DeadLetterAsync(new DeadLetterReason(Subscription.Profile.Name, text, attempts, Bus.Time.GetUtcNow()))
                .ConfigureAwait(false);
            Log.DeadLetterStored(Bus.Logger, reason, Subscription.Profile.Name, Route.Subject, attempts);
        }
        catch (Exception exception)
        {
            Log.SettleFailed(Bus.Logger, exception, Subscription.Profile.Name, Route.Subject);
        }
    }
}

/// <summary>Where they come in, with the event's type.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class Inlet<TEvent>(Route<TEvent> route, Subscription subscription, Outlet<TEvent> outlet)
    : Inlet(route, subscription, outlet.Host)
{
    // A process that stops or ends hands back what it has never looked at, and the broker counts that. So this is not the policy's number, but what
    // keeps a delivery that ends its process from doing so for ever.
    private const int DeliveriesOfAnAttempt = 10;

    public override ReceiveResult Receive(
        ref EventHeaders headers, in ReadOnlySequence<byte> body, TransportDelivery? delivery, int maxPending)
    {
        TEvent @event;
        DeliveryHeader header;
        try
        {
            if (delivery?.Attempt > DeliveriesOfAnAttempt * Subscription.Profile.Retry.Attempts)
            {
                throw new UnreadableDeliveryException(
                    $"it was delivered {delivery.Attempt} times and never settled: whoever had it may have ended while handling it");
            }

            if (!TryRead(ref headers, in body, out @event))
            {
                // For somebody else: this subscription has nothing to do with it.
                Discard(delivery);
                return ReceiveResult.Taken;
            }

            header = Host.CarriesHeaders ? Arrive(in headers, delivery) : DeliveryHeader.Begin(ArrivalOptions(delivery));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            GiveUp(exception, in body, delivery);
            return ReceiveResult.Taken;
        }

        return Write(@event, in header, delivery is null ? Math.Max(0, maxPending - Subscription.Profile.Capacity) : RingChannel<TEvent>.Unbounded);
    }

    private bool TryRead(ref EventHeaders headers, in ReadOnlySequence<byte> body, out TEvent @event)
    {
        @event = default!;
        var serializer = outlet.Serializer;
        if (Host.CarriesHeaders)
        {
            if (headers.Complete() is { } fault)
            {
                throw new UnreadableDeliveryException(fault);
            }

            if (headers.Others?.TryGetValue(HeaderNames.Recipient, out var recipient) == true && recipient != Subscription.Profile.Name)
            {
                return false;
            }

            if (headers.Type != outlet.Type)
            {
                var known = Bus.Serializers.Find(headers.Type);
                if (known is null)
                {
                    throw new UnreadableDeliveryException(
                        $"its {HeaderNames.Type} is '{Shorten(headers.Type!)}', which this application does not know; it takes '{outlet.Type}'");
                }

                if (known is not EventSerializer<TEvent> older)
                {
                    return false;
                }

                serializer = older;
            }

            if (headers.ContentType is { } contentType && contentType != serializer.ContentType)
            {
                throw new UnreadableDeliveryException(
                    $"its {HeaderNames.ContentType} is '{Shorten(contentType)}', and events of '{outlet.Type}' are '{serializer.ContentType}' here");
            }
        }

        @event = serializer.Read(in body, Bus.Options.PayloadLimits);
        return true;
    }

    private DeliveryHeader Arrive(in EventHeaders headers, TransportDelivery? delivery) =>
        DeliveryHeader.Receive(headers.Id.Id, new PublishOptions
        {
            Arrival = new Arrival(this, delivery, headers.CausationId.Id),
            CorrelationId = headers.CorrelationId.ToString(),
            Key = headers.Key,
            Headers = headers.Others,
            Subject = IsBase ? Route.Source : null,
            Trace = TraceParent.TryRead(headers.TraceParent, headers.TraceState),
        });

    private PublishOptions? ArrivalOptions(TransportDelivery? delivery) => delivery is null && !IsBase
        ? null
        : new PublishOptions { Arrival = new Arrival(this, delivery, default), Subject = IsBase ? Route.Source : null };

    private bool IsBase => Subscription is not Subscription<TEvent>;

    private ReceiveResult Write(TEvent @event, in DeliveryHeader header, int beyond)
    {
        WriteResult result;
        if (Subscription is Subscription<TEvent> own)
        {
            var delivery = new Delivery<TEvent> { Event = @event, Header = header };
            result = own.TryWrite(in delivery, beyond);
            if (result == WriteResult.Full && Subscription.Profile.FullMode == FullMode.DropOldest)
            {
                result = own.WriteOrDrop(in delivery, beyond);
            }
        }
        else
        {
            result = Subscription.TryWriteObject(@event!, in header, beyond);
            if (result == WriteResult.Full && Subscription.Profile.FullMode == FullMode.DropOldest)
            {
                result = Subscription.WriteOrDropObject(@event!, in header, beyond);
            }
        }

        if (result == WriteResult.Full)
        {
            Subscription.Observer.CountDroppedByMode(1);
            return ReceiveResult.Full;
        }

        return result == WriteResult.Accepted ? ReceiveResult.Taken : ReceiveResult.Closed;
    }

    private void Discard(TransportDelivery? delivery)
    {
        if (delivery is not null)
        {
            Host.Track(CompleteAsync(delivery));
        }
    }

    private void GiveUp(Exception exception, in ReadOnlySequence<byte> body, TransportDelivery? delivery)
    {
        if (delivery is null)
        {
            Bus.DeadLetters.Add(new UnreadableDeadLetter(Subscription, Route.Subject, body.ToArray(), exception));
        }
        else
        {
            Host.Track(DeadLetterAsync(delivery, exception, delivery.Attempt));
        }
    }

    // Enough to know it by; whoever sends megabytes does not fill the log with them.
    private static string Shorten(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
