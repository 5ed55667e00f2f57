using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2005: a handler is <c>async void</c>.</summary>
internal static class AsyncVoid
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.AsyncVoid, "A handler is 'async void'", Rule.Handlers);
}
