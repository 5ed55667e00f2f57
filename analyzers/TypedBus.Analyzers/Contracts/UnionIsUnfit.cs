using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4002: an abstract type does not say, or says wrongly, which types may stand for it.</summary>
internal static class UnionIsUnfit
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.UnionIsUnfit, "An abstract type in an event is no union", Rule.Contracts);
}
