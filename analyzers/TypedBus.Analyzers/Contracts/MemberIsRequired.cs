using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4016: a member must be there, or may not be null, where old bytes lack it or have null.</summary>
internal sealed class MemberIsRequired() : ContractRule(Kind)
{
    public static readonly DiagnosticDescriptor Kind = Rule.Create(
        "TB4016",
        "A member is required that old bytes may lack",
        "{0} of {1} {2}. Who reads old bytes by new code fails. Make it {3}, or declare a new version of the event beside this one{4}.",
        Rule.Contracts,
        DiagnosticSeverity.Error);
}
