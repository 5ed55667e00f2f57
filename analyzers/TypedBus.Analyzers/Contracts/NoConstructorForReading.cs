using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4006: an event, or a type that it is made of, cannot be put together from its members.</summary>
internal static class NoConstructorForReading
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.NoConstructorForReading, "No constructor that reading can use", Rule.Contracts);
}
