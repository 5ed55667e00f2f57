using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3001: nobody waits for what publishes or dispatches, and so nobody hears of its failure.</summary>
internal sealed class PublishIsNotAwaited : IPublishRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB3001",
        "Publishing is not awaited",
        "Nobody awaits '{0}': what it throws is lost, and the event may be accepted late or never. Await it, or return it.",
        Rule.Publishing,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(PublishCall call, OperationAnalysisContext context, KnownSymbols known)
    {
        if (!IsDropped(call.Operation, out var isConditional))
        {
            return;
        }

        // In an async function the compiler itself speaks (CS4014), but for what follows '?.'.
        if (isConditional || call.FindFunction(context.ContainingSymbol) is not { IsAsync: true })
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, call.Location, call.Operation.TargetMethod.Name));
        }
    }

    // The outcome may pass through 'AsTask', 'Preserve' or 'ConfigureAwait' before it is dropped. A discard, '_ =', is a decision.
    private static bool IsDropped(IOperation operation, out bool isConditional)
    {
        isConditional = false;
        for (var outer = operation; outer.Parent is { } parent; outer = parent)
        {
            switch (parent)
            {
                case IInvocationOperation { TargetMethod.Name: "AsTask" or "Preserve" or "ConfigureAwait" } adapter when adapter.Instance == outer:
                    continue;
                case IConditionalAccessOperation access when access.WhenNotNull == outer:
                    isConditional = true;
                    continue;
                case IExpressionStatementOperation:
                    return true;
                default:
                    return false;
            }
        }

        return false;
    }
}
