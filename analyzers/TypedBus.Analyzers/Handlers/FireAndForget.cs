using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Analyzers.Bodies;

namespace TypedBus.Analyzers.Handlers;

/// <summary>
/// TB2038: a handler begins something and does not wait for it. In an async function the compiler says so of a bare call (CS4014), but not
/// of one whose task is thrown away.
/// </summary>
internal sealed class FireAndForget : IBodyRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.Create(
        "TB2038",
        "A handler does not wait for what it begins",
        "The delivery is settled before '{0}' has ended, and nobody learns of its failure. Await it.",
        Rule.Handlers,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(HandlerBody body)
    {
        foreach (var call in body.Of<IInvocationOperation>())
        {
            // Of what the library itself begins, other rules speak; and a handler must not wait for its own subscription to stop.
            if (body.Known.IsTask(call.Type)
                && !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingAssembly, body.Known.EventBus?.ContainingAssembly)
                && FindThrownAway(call, body.Method) is { } thrown)
            {
                body.Report(_rule, thrown, [call.TargetMethod.Name]);
            }
        }
    }

    private static IOperation? FindThrownAway(IInvocationOperation call, IMethodSymbol method)
    {
        IOperation value = call;
        while (value.Parent is IConversionOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            ISimpleAssignmentOperation { Target: IDiscardOperation } assignment => assignment,
            IExpressionStatementOperation when !IsInAsync(value, method) => call,
            _ => null,
        };
    }

    private static bool IsInAsync(IOperation operation, IMethodSymbol method)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol.IsAsync;
                case ILocalFunctionOperation local:
                    return local.Symbol.IsAsync;
            }
        }

        return method.IsAsync;
    }
}
