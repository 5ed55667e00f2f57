using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4012: a declared member, or a case of a union, is gone.</summary>
internal sealed class MemberIsRemoved() : ContractRule(Kind)
{
    public static readonly DiagnosticDescriptor Kind = Rule.Create(
        "TB4012",
        "A declared member is gone",
        "{0} of {1} is declared and gone. {2}. Put it back, or declare a new version of the event beside this one{3}.",
        Rule.Contracts,
        DiagnosticSeverity.Error);
}
