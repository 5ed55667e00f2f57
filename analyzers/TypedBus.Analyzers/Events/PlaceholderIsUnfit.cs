using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1004: a placeholder of a subject names no member that may stand there.</summary>
internal static class PlaceholderIsUnfit
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.PlaceholderIsUnfit, "A placeholder names no fitting member", Rule.Events);
}
