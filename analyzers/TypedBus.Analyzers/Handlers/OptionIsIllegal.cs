using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2015: an option of a handler has a value that it may not have.</summary>
internal static class OptionIsIllegal
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.OptionIsIllegal, "An option of a handler is illegal", Rule.Handlers);
}
