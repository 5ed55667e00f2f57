using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2008: what is marked as a handler is no method that can be called on a class.</summary>
internal static class HandlerIsNoMethodOfAClass
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.HandlerIsNoMethodOfAClass, "A handler is no ordinary method", Rule.Handlers);
}
