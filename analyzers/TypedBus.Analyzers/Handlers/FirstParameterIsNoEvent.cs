using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2001: the first parameter of a handler is no event.</summary>
internal static class FirstParameterIsNoEvent
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.FirstParameterIsNoEvent, "The first parameter of a handler is no event", Rule.Handlers);
}
