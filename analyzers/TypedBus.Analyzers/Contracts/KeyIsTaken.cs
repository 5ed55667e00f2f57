using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4004: two members of an event have one key.</summary>
internal static class KeyIsTaken
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.KeyIsTaken, "Two members have one key", Rule.Contracts);
}
