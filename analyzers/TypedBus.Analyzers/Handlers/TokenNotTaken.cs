using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Analyzers.Bodies;

namespace TypedBus.Analyzers.Handlers;

/// <summary>
/// TB2034: a handler takes no token, though what it awaits takes one. Where it has a token and does not pass it on, CA2016 speaks.
/// </summary>
internal sealed class TokenNotTaken : IBodyRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB2034",
        "A handler takes no token, though what it calls takes one",
        "Handler '{0}' cannot be told to end early: '{1}' is called without a token. {2}.",
        Rule.Handlers,
        DiagnosticSeverity.Info);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerBody body)
    {
        if (body.Token is not null || body.IsLambda)
        {
            return;
        }

        var calls = new List<IInvocationOperation>();
        var names = new List<string>();
        foreach (var call in body.Of<IInvocationOperation>())
        {
            if (IsWaitedFor(call, body) && HandlerBody.CanReach(call) && FindTokenParameter(call, body.Known) is { } parameter)
            {
                calls.Add(call);
                names.Add(call.IsInOrder(parameter) ? string.Empty : parameter.Name);
            }
        }

        if (calls.Count > 0)
        {
            body.Report(
                _rule,
                body.Method.FindName(),
                calls.Select(static call => call.Syntax.GetLocation()),
                [
                    body.Method.Name,
                    calls[0].TargetMethod.Name,
                    body.Context is null ? "Add a CancellationToken as its last parameter, and pass it on" : $"Pass '{body.TokenText}' on",
                ],
                (BodyHints.Remedy, string.Join(",", names)),
                (BodyHints.Token, body.TokenText),
                (BodyHints.OwnsSignature, body.OwnsSignature ? "yes" : null));
        }
    }

    // What the bus itself offers has rules of its own. 'Task.Run' takes a token for something else.
    private static bool IsWaitedFor(IInvocationOperation call, HandlerBody body) =>
        (body.Known.IsTask(call.Type) || call.Type is { MetadataName: "IAsyncEnumerable`1" })
        && !call.TargetMethod.ContainingType.IsKind(body.Known.EventBus)
        && !call.TargetMethod.ContainingType.IsOrDerivesFrom(body.Known.EventContext)
        && !call.TargetMethod.ContainingType.IsKind(body.Known.TaskFactory)
        && (!call.TargetMethod.ContainingType.IsKind(body.Known.Task) || call.TargetMethod.Name == "Delay");

    private static IParameterSymbol? FindTokenParameter(IInvocationOperation call, KnownSymbols known)
    {
        var method = call.TargetMethod;
        if (method.Parameters.FirstOrDefault(parameter => parameter.Type.IsKind(known.CancellationToken)) is { } own)
        {
            var argument = call.Arguments.FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.Parameter, own));
            return argument is { ArgumentKind: ArgumentKind.DefaultValue } ? own : null;
        }

        // A method with varying arguments would take the token for one of them.
        return method.Parameters.Any(static parameter => parameter.IsParams)
            ? null
            : method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
                .FirstOrDefault(other => IsSameWithToken(other, method, known))?.Parameters.Last();
    }

    private static bool IsSameWithToken(IMethodSymbol other, IMethodSymbol method, KnownSymbols known) =>
        other.IsStatic == method.IsStatic
        && other.Arity == method.Arity
        && other.Arity == 0
        && other.DeclaredAccessibility == method.DeclaredAccessibility
        && other.Parameters.Length == method.Parameters.Length + 1
        && other.Parameters.Last().Type.IsKind(known.CancellationToken)
        && SymbolEqualityComparer.Default.Equals(other.ReturnType, method.ReturnType)
        && method.Parameters.Zip(other.Parameters, static (left, right) =>
            left.RefKind == right.RefKind && SymbolEqualityComparer.Default.Equals(left.Type, right.Type)).All(static same => same);
}
