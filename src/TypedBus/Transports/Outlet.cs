using System.Runtime.CompilerServices;
using TypedBus.Routing;

namespace TypedBus.Transports;

/// <summary>Where the events of one type leave the process: they are written as bytes, and handed to the transport.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class Outlet<TEvent>(Route<TEvent> route, TransportHost host, EventSerializer<TEvent> serializer, string type)
{
    public TransportHost Host { get; } = host;

    public EventSerializer<TEvent> Serializer { get; } = serializer;

    /// <summary>Gets what the bytes are called.</summary>
    public string Type { get; } = type;

    /// <summary>Publishes what somebody outside handlers publishes. When the bus stops, it is refused.</summary>
    public ValueTask PublishAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken) => route.Bus.IsStopping
        ? ValueTask.FromException(new PublishRefusedException(PublishMessages.Refused(route.Subject)))
        : SendAsync(in delivery, cancellationToken);

    /// <summary>Publishes the event, also what handlers publish while the bus stops.</summary>
    public ValueTask SendAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        if (!Host.HasStarted)
        {
            return AwaitStartAsync(delivery, cancellationToken);
        }

        var buffer = PayloadBuffer.Rent();
        try
        {
            var subject = route.TypedSource.Of(in delivery.Event);
            Serializer.Write(in delivery.Event, buffer.Writer);
            EventHeaders headers = default;
            if (Host.CarriesHeaders)
            {
                Describe(in delivery.Header, ref headers);
            }

            var sending = Host.Transport.PublishAsync(subject, in headers, buffer.Written, cancellationToken);
            if (!sending.IsCompletedSuccessfully)
            {
                return FinishAsync(sending, buffer);
            }

            sending.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }

        buffer.Return();
        return default;
    }

    private void Describe(in DeliveryHeader header, ref EventHeaders headers)
    {
        var options = header.Options;
        headers.Id = header.Id;
        headers.Source = route.Bus.Options.Source;
        headers.Type = Type;
        headers.Time = route.Bus.Time.GetUtcNow();
        headers.Key = options?.Key;
        headers.CorrelationId = options?.CorrelationId is { } correlation ? new HeaderId(correlation) : header.Correlation;
        headers.CausationId = header.Causation;
        headers.TraceParent = options?.Trace?.ToText();
        headers.TraceState = options?.Trace?.Context.TraceState;
        headers.ContentType = Serializer.ContentType;
        headers.Others = options?.Headers;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask FinishAsync(ValueTask sending, PayloadBuffer buffer)
    {
        // Where it fails the buffer is let go, since a client that gave up may still be reading it.
        await sending.ConfigureAwait(false);
        buffer.Return();
    }

    private async ValueTask AwaitStartAsync(Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        await Host.Started.WaitAsync(cancellationToken).ConfigureAwait(false);
        await SendAsync(in delivery, cancellationToken).ConfigureAwait(false);
    }
}
