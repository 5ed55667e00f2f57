using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2014: the class of a handler has several constructors, none of them marked.</summary>
internal static class SeveralConstructors
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.SeveralConstructors, "The class of a handler has several constructors", Rule.Handlers);
}
