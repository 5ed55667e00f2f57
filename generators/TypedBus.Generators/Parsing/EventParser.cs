using System.Threading;
using Microsoft.CodeAnalysis;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Parsing;

/// <summary>Turns legal events into models.</summary>
internal static class EventParser
{
    /// <summary>Reads an event, or null where it is illegal: the analyzer speaks of it.</summary>
    public static EventModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is INamedTypeSymbol type
        && EventReader.Read(type, context.SemanticModel.Compilation).Shape is { } shape
            ? CreateModel(shape)
            : null;

    public static EventModel CreateModel(EventShape shape) => new() { Type = TypeNames.Model(shape.Type), Subject = shape.Subject };
}
