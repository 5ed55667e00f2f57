using TypedBus.Runtime;
using TypedBus.Subjects;

namespace TypedBus.Routing;

/// <summary>A handler that a dispatch of one event calls.</summary>
/// <param name="Profile">The handler.</param>
/// <param name="Create">Makes what calls it with a context of the event, or with one that it makes itself for a base type.</param>
/// <param name="Filter">What the event's subject must fit, where that is to be asked for each event, or null.</param>
/// <param name="IsBase">Whether it takes a base type of the event.</param>
internal sealed record DispatchedHandler(HandlerProfile Profile, Func<Route, EventDelegate> Create, SubjectFilter? Filter, bool IsBase);
