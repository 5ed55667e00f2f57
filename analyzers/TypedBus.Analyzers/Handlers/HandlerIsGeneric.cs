using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2007: a handler is generic or takes varying arguments.</summary>
internal static class HandlerIsGeneric
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.HandlerIsGeneric, "A handler is generic", Rule.Handlers);
}
