using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2020: a handler of batches says nowhere how large one may be.</summary>
internal sealed class BatchWithoutBound : IHandlerRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB2020",
        "A handler of batches has no bound",
        "Handler '{0}' takes batches, and its attribute does not bound them. Set 'MaxBatch'.",
        Rule.Handlers,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerShape handler, SymbolAnalysisContext context)
    {
        if (handler.IsBatch && handler.Options.MaxBatch == 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, handler.FindName(), handler.Method.FullName()));
        }
    }
}
