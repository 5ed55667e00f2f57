using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2006: generated code may not call a handler.</summary>
internal static class HandlerIsInaccessible
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.HandlerIsInaccessible, "Generated code may not call a handler", Rule.Handlers);
}
