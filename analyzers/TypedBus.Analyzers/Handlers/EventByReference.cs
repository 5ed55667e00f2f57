using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2003: a handler takes its event by a reference that can change it, or a batch by any.</summary>
internal static class EventByReference
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.EventByReference, "A handler takes its event by an unfit reference", Rule.Handlers);
}
