using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4001: a member of an event is of a type that has no form as bytes.</summary>
internal static class TypeCannotTravel
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.TypeCannotTravel, "An event is made of a type that cannot be written as bytes", Rule.Contracts);
}
