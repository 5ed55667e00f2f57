using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3010: middleware is added twice where once is all that it can do.</summary>
internal static class MiddlewareIsAddedTwice
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "TB3010",
        "Middleware is added twice",
        "'{0}' has been added to this builder before{1}. Remove one of the two.",
        Rule.Publishing,
        DiagnosticSeverity.Warning);

    public static void Check(IInvocationOperation call, OperationAnalysisContext context)
    {
        var method = call.TargetMethod;
        var earlier = MiddlewareChain.FindEarlier(call);
        var isTwice = method switch
        {
            { Name: MiddlewareChain.CorrelationId } =>
                earlier.Any(static other => other.TargetMethod.Name == MiddlewareChain.CorrelationId),

            // Between two limits may stand what the outer one alone covers.
            { Name: MiddlewareChain.Timeout } => earlier.FirstOrDefault()?.TargetMethod.Name == MiddlewareChain.Timeout,

            // A class from the services is one instance, which would wrap itself.
            { Name: "Use", TypeArguments: [_], Parameters.IsEmpty: true } =>
                earlier.Any(other => SymbolEqualityComparer.Default.Equals(other.TargetMethod, method)),
            _ => false,
        };
        if (isTwice)
        {
            var why = method.Name == MiddlewareChain.Timeout ? ": the shorter limit is the only one that counts" : string.Empty;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, PublishCall.FindName(call), method.Name, why));
        }
    }
}
