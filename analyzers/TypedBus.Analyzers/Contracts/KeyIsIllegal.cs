using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4003: a member of an event has a key or a formatter that generated code cannot serve.</summary>
internal static class KeyIsIllegal
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.KeyIsIllegal, "The key of a member is illegal", Rule.Contracts);
}
