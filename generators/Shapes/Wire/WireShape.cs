using System.Collections.Immutable;

namespace TypedBus.Shapes.Wire;

/// <summary>What an event is as bytes: subject, version, and members with keys, types and nullability.</summary>
/// <param name="Event">The event.</param>
/// <param name="Root">The event's own type: an object or a union.</param>
/// <param name="Objects">
/// Every object, tuple and union that is part of the event, the event itself first, then in the order in which members lead there.
/// </param>
internal sealed record WireShape(EventShape Event, WireType Root, ImmutableArray<WireObject> Objects);
