using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1002: generated code may not name an event.</summary>
internal static class EventIsInaccessible
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.EventIsInaccessible, "Generated code may not name an event", Rule.Events);
}
