using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4015: declared members have other keys.</summary>
internal sealed class MembersAreReordered() : ContractRule(Kind)
{
    public static readonly DiagnosticDescriptor Kind = Rule.Create(
        "TB4015",
        "Declared members have other keys",
        "Members of {0} have moved: {1}. Who reads old bytes by new code, or new bytes by old code, takes one for the other, or fails. "
        + "Give them their keys back and add new members at the end, or declare a new version of the event beside this one{2}.",
        Rule.Contracts,
        DiagnosticSeverity.Error);
}
