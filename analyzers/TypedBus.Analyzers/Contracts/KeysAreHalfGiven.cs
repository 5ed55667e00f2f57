using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4005: a member of an event has no key where one is needed.</summary>
internal static class KeysAreHalfGiven
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.OfShape(
        RuleIds.KeysAreHalfGiven, "A member of an event has no key", Rule.Contracts);
}
