using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4011: a subscription does not stand in the contracts files.</summary>
internal sealed class SubscriptionIsNotDeclared : IHandlerRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB4011",
        "A subscription is not declared",
        "Subscription '{0}' is not declared. Add its line to TypedBus.Contracts.Unshipped.txt, so that a change of its name, by which brokers know it, is found.",
        Rule.Contracts,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerShape handler, SymbolAnalysisContext context)
    {
        var name = SubscriptionNames.Of(handler);
        if (ContractComparison.Find(context.Compilation, context.Options, context.CancellationToken)?.Declared is not { } declared
            || declared.Subscriptions.ContainsKey(name))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            _rule,
            handler.FindName(),
            ImmutableDictionary<string, string?>.Empty.Add(nameof(ContractChange.Lines), ContractText.LineOf(handler)),
            name));
    }
}
