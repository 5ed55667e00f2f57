using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2018: a class inherits handlers from a base that it names by an alias.</summary>
internal static class InheritanceIsHidden
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.InheritanceIsHidden, "Handlers are inherited by an alias", Rule.Handlers);
}
