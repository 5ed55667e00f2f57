using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1001: an event is of a kind that no queue can hold: generic, static or a ref struct.</summary>
internal static class EventHasNoFitKind
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.EventHasNoFitKind, "An event is of a kind that the bus cannot carry", Rule.Events);
}
