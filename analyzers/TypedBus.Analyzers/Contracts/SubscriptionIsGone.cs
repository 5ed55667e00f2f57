using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4025: a declared subscription is gone, or is of another event or group.</summary>
internal sealed class SubscriptionIsGone : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB4025",
        "A declared subscription is gone",
        "Subscription '{0}' is declared and {1}. A broker keeps deliveries for it by that name, and what waits there reaches nobody. "
        + "{2}, or, once it has been ended at the broker, delete line {3} of {4}.",
        Rule.Contracts,
        DiagnosticSeverity.Error);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        if (ContractComparison.Find(context.Compilation, context.Options, context.CancellationToken)?.Declared is not { } declared)
        {
            return;
        }

        var handlers = all.SortHandlers();
        var names = handlers.ToLookup(SubscriptionNames.Of, StringComparer.Ordinal);
        var undeclared = handlers.Where(handler => !declared.Subscriptions.ContainsKey(SubscriptionNames.Of(handler)))
            .ToLookup(static handler => ContractText.NameOf(handler.Event), StringComparer.Ordinal);
        foreach (var subscription in declared.Subscriptions.Values.OrderBy(static one => one.Name, StringComparer.Ordinal))
        {
            if (!names.Contains(subscription.Name))
            {
                Report(subscription, undeclared[subscription.Event].ToArray(), context);
            }
            else if (names[subscription.Name].First() is var now && ContractText.LineOf(now) != subscription.Text)
            {
                context.ReportDiagnostic(Create(
                    subscription, now.FindName(), $"is now '{ContractText.LineOf(now)}'", "Give it its event and its group back"));
            }
        }
    }

    // One handler of the event that nobody has declared is most likely the same by another name.
    private static void Report(ContractSubscription gone, HandlerShape[] candidates, CompilationAnalysisContext context) =>
        context.ReportDiagnostic(candidates is [var handler]
            ? Create(gone, handler.FindName(), $"gone, and '{SubscriptionNames.Of(handler)}' is not declared", $"If this is the same, give it Name = \"{gone.Name}\"")
            : Create(gone, gone.Line.Location, "gone", $"Give its handler Name = \"{gone.Name}\""));

    private static Diagnostic Create(ContractSubscription gone, Location place, string what, string remedy) =>
        Diagnostic.Create(_rule, place, gone.Name, what, remedy, gone.Line.Number, gone.Line.File);
}
