using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4013: a declared member has another type.</summary>
internal sealed class MemberIsRetyped() : ContractRule(Kind)
{
    public static readonly DiagnosticDescriptor Kind = Rule.Create(
        "TB4013",
        "A declared member has another type",
        "{0} of {1} was '{2}' and is '{3}'. Who reads old bytes by new code, or new bytes by old code, fails or misreads them. "
        + "Give it its type back and add a new optional member at the end, or declare a new version of the event beside this one{4}.",
        Rule.Contracts,
        DiagnosticSeverity.Error);
}
