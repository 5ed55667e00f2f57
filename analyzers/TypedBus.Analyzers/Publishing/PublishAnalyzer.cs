using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedBus.Analyzers.Publishing;

/// <summary>Reads each call that publishes or dispatches once, and shows it to the rules about such calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PublishAnalyzer : RuleAnalyzer
{
    // A new rule about one call is registered here.
    private static readonly ImmutableArray<IPublishRule> _rules =
        [new PublishIsNotAwaited(), new PublishedTypeIsNoEvent(), new DispatchInOwnHandler(), new ContextTokenIsNotPassed()];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. _rules.Select(static rule => rule.Descriptor)];

    /// <inheritdoc/>
    private protected override void Register(CompilationStartAnalysisContext context, KnownSymbols known) =>
        context.RegisterOperationAction(operation => Analyze(operation, known), OperationKind.Invocation);

    private static void Analyze(OperationAnalysisContext context, KnownSymbols known)
    {
        if (PublishCall.Read((IInvocationOperation)context.Operation, known) is not { } call)
        {
            return;
        }

        foreach (var rule in _rules)
        {
            rule.Check(call, context, known);
        }
    }
}
