using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedBus.Analyzers.Publishing;

/// <summary>Looks at how a bus is set up: its middleware, and whether it is added once.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SetupAnalyzer : RuleAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [CorrelationIdIsNotFirst.Descriptor, MiddlewareIsAddedTwice.Descriptor, BusIsAddedTwice.Descriptor];

    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols known) =>
        context.RegisterOperationAction(Analyze, OperationKind.Invocation);

    private static void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (MiddlewareChain.AddsMiddleware(call))
        {
            CorrelationIdIsNotFirst.Check(call, context);
            MiddlewareIsAddedTwice.Check(call, context);
        }
        else if (BusSetup.IsAddTypedBus(call.TargetMethod))
        {
            BusIsAddedTwice.Check(call, context);
        }
    }
}
