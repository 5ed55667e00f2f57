using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2016: the filter of a handler is none.</summary>
internal static class FilterIsIllegal
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.FilterIsIllegal, "The filter of a handler is illegal", Rule.Handlers);
}
