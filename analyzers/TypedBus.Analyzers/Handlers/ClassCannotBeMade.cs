using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2013: generated code cannot make an instance of a handler's class.</summary>
internal static class ClassCannotBeMade
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.ClassCannotBeMade, "The class of a handler cannot be made", Rule.Handlers);
}
