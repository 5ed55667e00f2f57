using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4014: another member has the key of a declared one.</summary>
internal sealed class KeyIsReused() : ContractRule(Kind)
{
    public static readonly DiagnosticDescriptor Kind = Rule.Create(
        "TB4014",
        "The key of a declared member is used again",
        "Key {0} of {1} was '{2}' and is '{3}'. Who reads old bytes by new code, or new bytes by old code, takes one for the other and is told nothing. "
        + "Give '{3}' a key of its own, or, if it is '{2}' by another name, write that name in line {4} of {5}.",
        Rule.Contracts,
        DiagnosticSeverity.Error);
}
