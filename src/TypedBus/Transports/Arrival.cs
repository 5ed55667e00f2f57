using TypedBus.Routing;

namespace TypedBus.Transports;

/// <summary>What is known of a delivery that came by a transport, beside its event. It travels among the event's options.</summary>
/// <param name="Inlet">Where it came in.</param>
/// <param name="Delivery">How it is settled, or null where the transport does not settle.</param>
/// <param name="Causation">The identifier of the event whose handler published this one, or an empty one.</param>
internal sealed record Arrival(Inlet Inlet, TransportDelivery? Delivery, EventId Causation);
