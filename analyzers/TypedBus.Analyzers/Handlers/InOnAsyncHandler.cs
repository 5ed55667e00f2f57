using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2002: a handler that may run on after the call takes its event by <c>in</c>.</summary>
internal static class InOnAsyncHandler
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.InOnAsyncHandler, "A handler that may run on takes its event by 'in'", Rule.Handlers);
}
