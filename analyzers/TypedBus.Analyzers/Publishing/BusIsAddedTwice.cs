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
        if (IsAdded(FindServices(call), out var services) || (services is not null && IsAddedBefore(call, services.Syntax.ToString())))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, PublishCall.FindName(call)));
        }
    }

    // Statements of one block run one after the other; what stands in branches may not.
    private static bool IsAddedBefore(IInvocationOperation call, string services)
    {
        IOperation statement = call;
        while (statement.Parent is not (null or IBlockOperation))
        {
            statement = statement.Parent;
        }

        return statement.Parent is IBlockOperation block && block.Operations.TakeWhile(other => other != statement).Any(other =>
            other is IExpressionStatementOperation { Operation: IInvocationOperation earlier }
            && IsAdded(earlier, out var root)
            && root?.Syntax.ToString() == services);
    }

    // Follows a chain of calls, each of which returns the services that it is given, to the variable with which it begins.
    private static bool IsAdded(IOperation? services, out IOperation? root)
    {
        var isAdded = false;
        while (services is IInvocationOperation link
            && FindServices(link) is { } given
            && SymbolEqualityComparer.Default.Equals(link.Type, given.Type))
        {
            isAdded |= BusSetup.IsAddTypedBus(link.TargetMethod);
            services = given;
        }

        while (services is IConversionOperation { IsImplicit: true } conversion)
        {
            services = conversion.Operand;
        }

        root = services is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation ? services : null;
        return isAdded;
    }

    private static IOperation? FindServices(IInvocationOperation call) => call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
}
