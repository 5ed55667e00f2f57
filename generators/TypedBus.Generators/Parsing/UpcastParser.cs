using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Parsing;

/// <summary>Turns legal upcasters into models.</summary>
internal static class UpcastParser
{
    /// <summary>Reads an upcaster, or null where it is illegal: the analyzer speaks of it.</summary>
    public static UpcastModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is IMethodSymbol method && UpcastReader.Read(method, context.SemanticModel.Compilation).Shape is { } shape
            ? new UpcastModel
            {
                From = TypeNames.Reference(shape.From.Type),
                To = TypeNames.Reference(shape.To.Type),
                Method = $"{TypeNames.Reference(shape.Method.ContainingType)}.{TypeNames.Member(shape.Method)}",
            }
            : null;

    /// <summary>Sorts upcasters, so that the order of the source has no say in what is generated.</summary>
    public static IEnumerable<UpcastModel> Sort(IEnumerable<UpcastModel?> upcasts) => upcasts.OfType<UpcastModel>()
        .OrderBy(static upcast => upcast.From, StringComparer.Ordinal)
        .ThenBy(static upcast => upcast.Method, StringComparer.Ordinal);
}
