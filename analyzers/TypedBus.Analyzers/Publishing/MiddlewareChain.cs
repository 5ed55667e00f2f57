using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>Reads what is added to one builder, in one chain of calls or in statements that follow each other.</summary>
internal static class MiddlewareChain
{
    public const string CorrelationId = "UseCorrelationId";
    public const string Timeout = "UseTimeout";

    /// <summary>Tells whether a call adds middleware.</summary>
    public static bool AddsMiddleware(IInvocationOperation call) =>
        IsOfLibrary(call) && call.TargetMethod.Name.StartsWith("Use", System.StringComparison.Ordinal) && FindBuilder(call) is not null;

    /// <summary>Lists what was added to the builder before a call, the nearest first.</summary>
    public static IEnumerable<IInvocationOperation> FindEarlier(IInvocationOperation call)
    {
        foreach (var earlier in FindChain(call).Skip(1))
        {
            yield return earlier;
        }

        if (FindRoot(call) is not { } root || FindStatement(call) is not { Parent: IBlockOperation block } statement)
        {
            yield break;
        }

        foreach (var earlier in block.Operations.TakeWhile(operation => operation != statement).Reverse())
        {
            if (earlier is IExpressionStatementOperation { Operation: IInvocationOperation last }
                && SymbolEqualityComparer.Default.Equals(FindRoot(last), root))
            {
                foreach (var added in FindChain(last))
                {
                    yield return added;
                }
            }
        }
    }

    private static IEnumerable<IInvocationOperation> FindChain(IInvocationOperation call)
    {
        for (IInvocationOperation? link = call; link is not null && IsSameBuilder(link); link = FindBuilder(link) as IInvocationOperation)
        {
            if (AddsMiddleware(link))
            {
                yield return link;
            }
        }
    }

    // What a chain begins with: a parameter or a variable. 'Handler' gives another builder, which no statement shares.
    private static ISymbol? FindRoot(IInvocationOperation call)
    {
        for (IOperation? link = call; ; link = FindBuilder((IInvocationOperation)link))
        {
            switch (link)
            {
                case IInvocationOperation inner when IsSameBuilder(inner):
                    continue;
                case IParameterReferenceOperation parameter:
                    return parameter.Parameter;
                case ILocalReferenceOperation local:
                    return local.Local;
                default:
                    return null;
            }
        }
    }

    private static bool IsSameBuilder(IInvocationOperation call) => IsOfLibrary(call) && call.TargetMethod.Name != "Handler";

    private static IOperation? FindBuilder(IInvocationOperation call)
    {
        var builder = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        while (builder is IConversionOperation conversion)
        {
            builder = conversion.Operand;
        }

        return IsBuilder(builder?.Type) ? builder : null;
    }

    private static bool IsBuilder(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Is(KnownNames.Library, "MiddlewareBuilder"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfLibrary(IInvocationOperation call) => call.TargetMethod.ContainingAssembly?.Name == KnownNames.Library;

    private static IOperation? FindStatement(IOperation operation)
    {
        for (IOperation? outer = operation; outer is not null; outer = outer.Parent)
        {
            if (outer is IExpressionStatementOperation)
            {
                return outer;
            }

            if (outer is IAnonymousFunctionOperation or IArgumentOperation { Value: not IConversionOperation and not IInvocationOperation })
            {
                return null;
            }
        }

        return null;
    }
}
