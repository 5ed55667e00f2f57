using Microsoft.CodeAnalysis;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4010: an event, a member of it or a type that it is made of does not stand in the contracts files.</summary>
internal sealed class ContractIsNotDeclared() : ContractRule(Kind)
{
    public static readonly DiagnosticDescriptor Kind = Rule.Create(
        "TB4010",
        "An event is not declared",
        "{0} is not declared. Add its line to TypedBus.Contracts.Unshipped.txt, so that a later change of it that breaks somebody is found.",
        Rule.Contracts,
        DiagnosticSeverity.Warning);
}
