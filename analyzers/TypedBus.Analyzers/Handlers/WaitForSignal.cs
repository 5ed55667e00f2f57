using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Analyzers.Bodies;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2033: a handler holds its thread until somebody gives a signal.</summary>
internal sealed class WaitForSignal : IBodyRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB2033",
        "A handler holds its thread until a signal comes",
        "'{0}.{1}' holds a worker's thread until a signal comes. {2}.",
        Rule.Handlers,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerBody body)
    {
        foreach (var call in body.Of<IInvocationOperation>())
        {
            if (Waits(call.TargetMethod, body.Known) && !IsGlance(call))
            {
                var isSemaphore = call.TargetMethod.ContainingType.IsKind(body.Known.SemaphoreSlim);
                body.Report(
                    _rule,
                    call,
                    [
                        call.TargetMethod.ContainingType.Name,
                        call.TargetMethod.Name,
                        isSemaphore ? "Await 'WaitAsync'" : "Await a SemaphoreSlim or the task of a TaskCompletionSource",
                    ],
                    (BodyHints.Remedy, isSemaphore ? HasToken(call, body.Known) ? "with its token" : "with the token at hand" : null));
            }
        }
    }

    private static bool Waits(IMethodSymbol method, KnownSymbols known) => method.Name switch
    {
        "Wait" => method.ContainingType is var type
            && (type.IsKind(known.SemaphoreSlim)
                || type.IsKind(known.ManualResetEventSlim)
                || type.IsKind(known.CountdownEvent)
                || type.IsKind(known.Monitor)),
        "WaitOne" => method.ContainingType.IsOrDerivesFrom(known.WaitHandle),
        "WaitAll" or "WaitAny" => method.ContainingType.IsKind(known.WaitHandle),
        "Join" => method.ContainingType.IsKind(known.Thread),
        _ => false,
    };

    // With a time of zero it only looks, and waits for nothing.
    private static bool IsGlance(IInvocationOperation call) =>
        call.Arguments.Any(static argument =>
            argument.Value.ConstantValue is { HasValue: true, Value: 0 }
            || argument.Value is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } });

    private static bool HasToken(IInvocationOperation call, KnownSymbols known) =>
        call.TargetMethod.Parameters.Any(parameter => parameter.Type.IsKind(known.CancellationToken));
}
