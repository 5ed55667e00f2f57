using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3012: a bus is added to the same services twice.</summary>
internal static class BusIsAddedTwice
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "TB3012",
        "A bus is added twice",
        "The services have a bus already, and 'AddTypedBus' throws at start. Add it once, with all its modules.",
        Rule.Publishing,
        DiagnosticSeverity.Warning);

    public static void Check(IInvocationOperation call, OperationAnalysisContext context)
    {
        // Statements of one block run one after the other; what stands in branches may not.
        IOperation statement = call;
        while (statement.Parent is not (null or IBlockOperation))
        {
            statement = statement.Parent;
        }

        if (statement.Parent is IBlockOperation block
            && call.Arguments.FirstOrDefault()?.Value is { Syntax: var services }
            && block.Operations.TakeWhile(other => other != statement).Any(other => Adds(other, services.ToString())))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, PublishCall.FindName(call)));
        }
    }

    private static bool Adds(IOperation statement, string services) =>
        statement is IExpressionStatementOperation { Operation: IInvocationOperation call }
        && BusSetup.IsAddTypedBus(call.TargetMethod)
        && call.Arguments.FirstOrDefault()?.Value.Syntax.ToString() == services;
}
