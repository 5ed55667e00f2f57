using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Analyzers.Bodies;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2037: a handler waits for its bus to stop, which waits for the handler.</summary>
internal sealed class BusStoppedInHandler : IBodyRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB2037",
        "A handler waits for its own bus to stop",
        "'{0}' waits for this handler to end, and the handler for it. Ask the host to stop, or write '_ = bus.StopAsync()'.",
        Rule.Handlers,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerBody body)
    {
        foreach (var call in body.Of<IInvocationOperation>())
        {
            if (call.TargetMethod.ContainingType.IsKind(body.Known.EventBus)
                && !ContextKept.IsInKeptLambda(call, body.Known)
                && call.TargetMethod.Name switch
                {
                    "StopAsync" or "DisposeAsync" => IsWaitedFor(call),
                    "Dispose" => true,
                    _ => false,
                })
            {
                body.Report(_rule, call, [call.TargetMethod.Name]);
            }
        }
    }

    private static bool IsWaitedFor(IInvocationOperation call) => call.Parent switch
    {
        IAwaitOperation or IReturnOperation => true,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "Wait" or "AsTask" or "WaitAsync" } => true,
        _ => false,
    };
}
