using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedBus.Shapes;
using TypedBus.Subjects;

namespace TypedBus.Analyzers.Publishing;

/// <summary>Finds the handlers that hear an event, each event once.</summary>
internal sealed class HandlersOfEvents(IReadOnlyList<HandlerShape> handlers, Compilation compilation)
{
    private readonly ILookup<ISymbol, HandlerShape> _own = handlers
        .Where(static handler => !handler.Event.IsBase)
        .ToLookup(static handler => handler.Event.Type, (IEqualityComparer<ISymbol>)SymbolEqualityComparer.Default);

    private readonly HandlerShape[] _ofBases = [.. handlers.Where(static handler => handler.Event.IsBase)];

    private readonly Dictionary<ISymbol, HandlerShape[]> _found = new(SymbolEqualityComparer.Default);

    public IReadOnlyList<HandlerShape> Of(INamedTypeSymbol @event)
    {
        if (!_found.TryGetValue(@event, out var found))
        {
            var subject = EventReader.FindAttribute(@event)?.ConstructorArguments.FirstOrDefault().Value as string;
            _found[@event] = found =
            [
                .. _own[@event]
                    .Concat(_ofBases.Where(handler => compilation.ClassifyCommonConversion(@event, handler.Event.Type).IsImplicit))
                    .Where(handler => subject is null
                        || handler.Options.Subject is not { } filter
                        || new SubjectFilter(filter).Compare(subject) != SubjectMatch.Never),
            ];
        }

        return found;
    }
}
