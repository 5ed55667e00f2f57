using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2009: a handler takes an event behind its first parameter.</summary>
internal static class SecondEvent
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.SecondEvent, "A handler takes a second event", Rule.Handlers);
}
