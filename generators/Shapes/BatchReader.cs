using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Reads what a handler of batches has of its own.</summary>
internal static class BatchReader
{
    /// <summary>Tells whether a method's first parameter is a list of what may be an event, and gives its elements' type.</summary>
    public static bool IsBatch(IMethodSymbol method, out ITypeSymbol element)
    {
        if (method.Parameters.Length > 0
            && method.Parameters[0].Type is INamedTypeSymbol { TypeArguments: [var argument] } type
            && type.Is(KnownNames.Collections, "IReadOnlyList`1"))
        {
            element = argument;
            return true;
        }

        element = null!;
        return false;
    }

    public static Violation? FindViolation(IMethodSymbol method, bool isBatch, ResultKind? result, HandlerOptions options, string handler)
    {
        if (!isBatch)
        {
            return options.MaxBatch == 0 && options.LingerMilliseconds == 0
                ? null
                : new Violation(
                    RuleIds.OptionIsIllegal,
                    $"{handler} takes single events, but has 'MaxBatch' or 'LingerMilliseconds'. Remove it, or take an IReadOnlyList of the event.",
                    options.MaxBatch != 0 ? nameof(HandlerOptions.MaxBatch) : nameof(HandlerOptions.LingerMilliseconds));
        }

        if (method.Parameters[0].RefKind != RefKind.None)
        {
            return new Violation(RuleIds.EventByReference, $"{handler} takes its batch by reference. Take it by value.");
        }

        return result is ResultKind.None or ResultKind.Task or ResultKind.ValueTask
            ? null
            : new Violation(
                RuleIds.ResultIsUnsupported,
                $"{handler} takes batches and returns '{method.ReturnType.ToDisplayString()}'. "
                + "Return nothing, Task or ValueTask, and publish through an EventContext.");
    }
}
