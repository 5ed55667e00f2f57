using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2010: a handler takes a context or a token twice, or by reference.</summary>
internal static class ContextOrTokenIsIllegal
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.ContextOrTokenIsIllegal, "A handler takes its context or token wrongly", Rule.Handlers);
}
