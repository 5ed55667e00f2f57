using TypedBus.Channels;

namespace TypedBus.Routing;

/// <content>What comes from routes of events that the base type of this subscription stands for.</content>
internal sealed partial class Subscription<TEvent>
{
    public override WriteResult TryWriteObject(object @event, in DeliveryHeader header, int beyond) =>
        TryWrite(Deliver(@event, in header), beyond);

    public override WriteResult WriteOrDropObject(object @event, in DeliveryHeader header, int beyond) =>
        WriteOrDrop(Deliver(@event, in header), beyond);

    public override ValueTask<WriteResult> WriteObjectAsync(object @event, in DeliveryHeader header, CancellationToken cancellationToken) =>
        WriteAsync(Deliver(@event, in header), cancellationToken);

    public override ValueTask<WriteResult> WriteObjectAsync(
        object @event, in DeliveryHeader header, WriteClaim claim, CancellationToken cancellationToken) =>
        WriteAsync(Deliver(@event, in header), claim, cancellationToken);

    private static Delivery<TEvent> Deliver(object @event, in DeliveryHeader header) => new() { Event = (TEvent)@event, Header = header };
}
