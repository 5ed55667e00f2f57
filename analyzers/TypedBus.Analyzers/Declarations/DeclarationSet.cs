using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Declarations;

/// <summary>The legal events, handlers and upcasters of a compilation, collected while it is analyzed, by several threads.</summary>
internal sealed class DeclarationSet
{
    private readonly ConcurrentBag<EventShape> _events = [];
    private readonly ConcurrentBag<HandlerShape> _handlers = [];
    private readonly ConcurrentBag<UpcastShape> _upcasts = [];

    private IReadOnlyList<EventShape>? _referencedEvents;

    public void Add(EventShape @event) => _events.Add(@event);

    public void Add(HandlerShape handler) => _handlers.Add(handler);

    public void Add(UpcastShape upcast) => _upcasts.Add(upcast);

    /// <summary>
    /// Lists the events of the referenced assemblies that announce a module, in the order of their names. They are looked for once, and
    /// only if a rule asks.
    /// </summary>
    public IReadOnlyList<EventShape> FindReferencedEvents(Compilation compilation, CancellationToken cancellationToken) =>
        _referencedEvents ??= ReferencedEvents.Find(compilation, cancellationToken);

    /// <summary>Lists the events in the order of their names, so that the same source is always told the same.</summary>
    public IReadOnlyList<EventShape> SortEvents() =>
        [.. _events.OrderBy(static @event => @event.Type.FullName(), StringComparer.Ordinal)];

    /// <summary>Lists the handlers in the order of their classes' and their own names.</summary>
    public IReadOnlyList<HandlerShape> SortHandlers() =>
    [
        .. _handlers
            .OrderBy(static handler => handler.Class.FullName(), StringComparer.Ordinal)
            .ThenBy(static handler => handler.Method.ToDisplayString(), StringComparer.Ordinal),
    ];

    /// <summary>Lists the upcasters in the order of their names.</summary>
    public IReadOnlyList<UpcastShape> SortUpcasts() =>
        [.. _upcasts.OrderBy(static upcast => upcast.Method.ToDisplayString(), StringComparer.Ordinal)];

    /// <summary>Lists the events, own and referenced, that a handler of a base type takes.</summary>
    public IEnumerable<EventShape> FindEventsOf(HandlerShape handler, CompilationAnalysisContext context) =>
        SortEvents().Concat(FindReferencedEvents(context.Compilation, context.CancellationToken))
            .Where(@event => context.Compilation.ClassifyCommonConversion(@event.Type, handler.Event.Type)
                is { IsImplicit: true, IsUserDefined: false });
}
