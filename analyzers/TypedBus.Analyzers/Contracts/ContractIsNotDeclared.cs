using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4010: an event, a member of it or a type that it is made of does not stand in the contracts files.</summary>
internal sealed class ContractIsNotDeclared() : ContractRule(Kind), IDeclarationsRule
{
    public static readonly DiagnosticDescriptor Kind = Rule.Create(
        "TB4010",
        "An event is not declared",
        "{0} is not declared. Add its line to TypedBus.Contracts.Unshipped.txt, so that a later change of it that breaks somebody is found.",
        Rule.Contracts,
        DiagnosticSeverity.Warning);

    /// <summary>
    /// Speaks of events whose type is declared as another event, where that has become another type: else the type has changed its subject or
    /// its version, and the rules about that speak.
    /// </summary>
    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        if (ContractComparison.Find(context.Compilation, context.Options, context.CancellationToken) is not { } comparison)
        {
            return;
        }

        var successors = new HashSet<ISymbol?>(GoneEvents.Find(all, context).Select(static gone => gone.Successor?.Type), SymbolEqualityComparer.Default);
        foreach (var change in all.SortEvents().Where(@event => !successors.Contains(@event.Type)).SelectMany(@event => comparison.Compare(@event)))
        {
            if (change.IsOfBuild)
            {
                context.ReportDiagnostic(change.ToDiagnostic());
            }
        }
    }
}
