using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4017: a declared member may be null where it might not.</summary>
internal sealed class MemberMayBeNull() : ContractRule(Kind)
{
    public static readonly DiagnosticDescriptor Kind = Rule.Create(
        "TB4017",
        "A declared member may be null",
        "{0} of {1} may be null now. Who reads new bytes by old code fails at the first null. "
        + "Keep it as it was and add a new optional member at the end, or declare a new version of the event beside this one{2}.",
        Rule.Contracts,
        DiagnosticSeverity.Error);
}
