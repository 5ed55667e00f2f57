using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Reads the parameters of a handler behind the event.</summary>
internal static class ParameterReader
{
    /// <summary>Adds the parameters behind the first to <paramref name="shapes"/>, up to the first violation.</summary>
    public static Violation? Read(
        IMethodSymbol method, EventShape @event, string handler, ImmutableArray<ParameterShape>.Builder shapes)
    {
        foreach (var parameter in method.Parameters.Skip(1))
        {
            var reading = Read(parameter, @event, BatchReader.IsBatch(method, out _), handler);
            if (reading.Shape is not { } shape)
            {
                return reading.Violation;
            }

            if (shape.Kind != ParameterKind.Service && shapes.Any(earlier => earlier.Kind == shape.Kind))
            {
                var word = shape.Kind == ParameterKind.Context ? "context" : "cancellation token";
                return new Violation(RuleIds.ContextOrTokenIsIllegal, $"{handler} takes more than one {word}. Remove '{parameter.Name}'.");
            }

            shapes.Add(shape);
        }

        return null;
    }

    private static Reading<ParameterShape> Read(IParameterSymbol parameter, EventShape @event, bool isBatch, string handler)
    {
        var type = parameter.Type;
        var isToken = type.Is("System.Threading", "CancellationToken");
        var isContext = type.Is(KnownNames.Library, "EventContext") || type.Is(KnownNames.Library, "EventContext`1");
        if (!isToken && !isContext)
        {
            if (EventReader.IsMarked(type) && @event.IsBase)
            {
                return new Violation(
                    RuleIds.SecondEvent,
                    $"{handler} takes an event, '{type.FullName()}', behind '{@event.Type.FullName()}'. Make '{parameter.Name}' its first parameter.");
            }

            if (EventReader.IsMarked(type))
            {
                return new Violation(
                    RuleIds.SecondEvent,
                    $"{handler} takes a second event, '{type.FullName()}'. Remove '{parameter.Name}', or write a handler for each event.");
            }

            var service = ServiceReader.Read(parameter, handler);
            return service.Shape is { } shape ? new ParameterShape(ParameterKind.Service, shape) : service.Violation!;
        }

        if (parameter.RefKind != RefKind.None)
        {
            return new Violation(RuleIds.ContextOrTokenIsIllegal, $"{handler} takes '{parameter.Name}' by reference. Take it by value.");
        }

        if (isContext && isBatch && type is INamedTypeSymbol { IsGenericType: true })
        {
            return new Violation(
                RuleIds.ContextOfAnotherEvent, $"{handler} takes batches, but the context of a single event. Make it 'EventContext'.", "EventContext");
        }

        if (isContext
            && type is INamedTypeSymbol { TypeArguments: [var other] }
            && !SymbolEqualityComparer.Default.Equals(other, @event.Type))
        {
            return new Violation(
                RuleIds.ContextOfAnotherEvent,
                $"{handler} takes the context of another event. Make it 'EventContext<{@event.Type.Name}>'.",
                $"EventContext<{@event.Type.ToDisplayString()}>");
        }

        return new ParameterShape(isToken ? ParameterKind.CancellationToken : ParameterKind.Context);
    }
}
