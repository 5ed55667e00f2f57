using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2017: the filter of a handler never fits the event that it takes.</summary>
internal static class FilterNeverFits
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.FilterNeverFits, "The filter of a handler never fits its event", Rule.Handlers);
}
