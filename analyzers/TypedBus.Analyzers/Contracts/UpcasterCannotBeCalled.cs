using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4020: an upcaster is no method that generated code can call with one event for another.</summary>
internal static class UpcasterCannotBeCalled
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.UpcasterCannotBeCalled, "An upcaster cannot be called", Rule.Contracts);
}
