using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Analyzers.Bodies;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2030: a handler holds its thread until a task has ended.</summary>
internal sealed class BlockingOnTask : IBodyRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB2030",
        "A handler blocks on a task",
        "'{0}' holds a worker's thread until the task has ended. Await the task.",
        Rule.Handlers,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerBody body)
    {
        foreach (var property in body.Of<IPropertyReferenceOperation>())
        {
            if (property.Property.Name == "Result"
                && body.Known.IsTask(property.Property.ContainingType)
                && !HasEnded(property.Instance, body))
            {
                body.Report(_rule, property, ["Result"]);
            }
        }

        foreach (var call in body.Of<IInvocationOperation>())
        {
            if (FindTask(call, body.Known) is { } task && !HasEnded(task, body))
            {
                var hasTwin = call.TargetMethod is { Name: "WaitAll", Parameters.Length: 1 };
                body.Report(_rule, call, [call.TargetMethod.Name], (BodyHints.Remedy, hasTwin ? "WhenAll" : null));
            }
        }
    }

    private static IOperation? FindTask(IInvocationOperation call, KnownSymbols known) => call.TargetMethod.Name switch
    {
        "Wait" when call.TargetMethod.ContainingType.IsKind(known.Task) => call.Instance,
        "WaitAll" or "WaitAny" when call.TargetMethod.ContainingType.IsKind(known.Task) => call,
        "GetResult" when call.Instance is IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } =>
            FindAwaited(task, known),
        _ => null,
    };

    private static IOperation? FindAwaited(IOperation task, KnownSymbols known) => task switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner } => FindAwaited(inner, known),
        _ => known.IsTask(task.Type) ? task : null,
    };

    // A task that has been awaited, or asked whether it has ended, blocks nobody; nor does the one that a continuation is given.
    private static bool HasEnded(IOperation? task, HandlerBody body)
    {
        if (task.FindVariable() is not { } variable)
        {
            return false;
        }

        if (variable is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } })
        {
            return true;
        }

        var start = task!.Syntax.SpanStart;
        return body.Of<IAwaitOperation>().Any(await =>
                await.Syntax.SpanStart < start && await.Operation.DescendantsAndSelf().Any(operation => Names(operation, variable)))
            || body.Of<IPropertyReferenceOperation>().Any(property =>
                property.Property.Name.StartsWith("IsCompleted", System.StringComparison.Ordinal)
                && property.Syntax.SpanStart < start
                && Names(property.Instance, variable));
    }

    private static bool Names(IOperation? operation, ISymbol variable) =>
        SymbolEqualityComparer.Default.Equals(operation.FindVariable(), variable);
}
