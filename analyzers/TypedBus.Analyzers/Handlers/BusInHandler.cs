using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Analyzers.Bodies;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2036: a handler publishes by the bus, which begins a new chain, where its context would carry the correlation on.</summary>
internal sealed class BusInHandler : IBodyRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB2036",
        "A handler publishes by the bus in place of its context",
        "What is published here loses the correlation and the cause of the event that is handled. "
        + "Publish by the EventContext, or return it.",
        Rule.Handlers,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerBody body)
    {
        foreach (var call in body.Of<IInvocationOperation>())
        {
            // In what outlives the delivery, its context must not be used.
            if (call.TargetMethod.IsMember(body.Known.EventBus, "PublishAsync") && !ContextKept.IsInKeptLambda(call, body.Known))
            {
                body.Report(_rule, call, [], (BodyHints.Remedy, FindTokenArgument(call, body.Known)));
            }
        }
    }

    // The context has the delivery's own token, and takes none.
    private static string FindTokenArgument(IInvocationOperation call, KnownSymbols known)
    {
        var token = call.Arguments.FirstOrDefault(argument =>
            argument.ArgumentKind == ArgumentKind.Explicit && (argument.Parameter?.Type.IsKind(known.CancellationToken) ?? false));
        return token?.Syntax is ArgumentSyntax { Parent: ArgumentListSyntax list } argument
            ? list.Arguments.IndexOf(argument).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : "none";
    }
}
