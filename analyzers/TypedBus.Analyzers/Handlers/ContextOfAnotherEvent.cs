using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2011: a handler takes the context of another event.</summary>
internal static class ContextOfAnotherEvent
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.ContextOfAnotherEvent, "A handler takes the context of another event", Rule.Handlers);
}
