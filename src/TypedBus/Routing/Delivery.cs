namespace TypedBus.Routing;

/// <summary>What a queue carries: the event and what travels beside it.</summary>
internal struct Delivery<TEvent>
{
    public TEvent Event;
    public DeliveryHeader Header;
}
