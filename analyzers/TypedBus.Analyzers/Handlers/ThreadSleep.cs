using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Analyzers.Bodies;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2031: a handler sends its thread to sleep.</summary>
internal sealed class ThreadSleep : IBodyRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB2031",
        "A handler sends its thread to sleep",
        "'Thread.Sleep' holds a worker's thread and heeds no token. Await 'Task.Delay'.",
        Rule.Handlers,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerBody body)
    {
        foreach (var call in body.Of<IInvocationOperation>())
        {
            if (call.TargetMethod.IsMember(body.Known.Thread, "Sleep"))
            {
                body.Report(_rule, call, []);
            }
        }
    }
}
