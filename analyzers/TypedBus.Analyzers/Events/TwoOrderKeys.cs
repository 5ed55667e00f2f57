using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1006: an event has two order keys.</summary>
internal static class TwoOrderKeys
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.TwoOrderKeys, "An event has two order keys", Rule.Events);
}
