using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2004: a handler returns what the bus cannot publish.</summary>
internal static class ResultIsUnsupported
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.ResultIsUnsupported, "A handler returns what cannot be published", Rule.Handlers);
}
