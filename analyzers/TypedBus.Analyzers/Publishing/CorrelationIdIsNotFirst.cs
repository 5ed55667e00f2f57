using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3009: middleware stands outside the scope by which a delivery is named in the log.</summary>
internal static class CorrelationIdIsNotFirst
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "TB3009",
        "UseCorrelationId is not first",
        "'UseCorrelationId' comes after '{0}', which then logs without the delivery's names. Add it first.",
        Rule.Publishing,
        DiagnosticSeverity.Warning);

    public static void Check(IInvocationOperation call, OperationAnalysisContext context)
    {
        if (call.TargetMethod.Name != MiddlewareChain.CorrelationId)
        {
            return;
        }

        var earlier = MiddlewareChain.FindEarlier(call).ToArray();
        if (earlier.Length > 0 && !earlier.Any(static other => other.TargetMethod.Name == MiddlewareChain.CorrelationId))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, PublishCall.FindName(call), earlier[^1].TargetMethod.Name));
        }
    }
}
