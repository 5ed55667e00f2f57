using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Publishing;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Declarations;

/// <summary>The legal events, handlers and upcasters of a compilation, collected while it is analyzed, by several threads.</summary>
/// <param name="readsBytes">Whether events are read as bytes, since serializers are generated for them.</param>
internal sealed class DeclarationSet(bool readsBytes)
{
    private readonly ConcurrentBag<EventShape> _events = [];
    private readonly ConcurrentBag<HandlerShape> _handlers = [];
    private readonly ConcurrentBag<UpcastShape> _upcasts = [];

    // Made when the first rule asks, at the end, where one rule follows the other and nothing is added any more.
    private IReadOnlyList<EventShape>? _sortedEvents;
    private IReadOnlyList<HandlerShape>? _sortedHandlers;
    private IReadOnlyList<UpcastShape>? _sortedUpcasts;
    private IReadOnlyList<EventShape>? _referencedEvents;
    private EventGraph? _graph;

    /// <summary>Gets whether events are read as bytes, since serializers are generated for them.</summary>
    public bool ReadsBytes => readsBytes;

    /// <summary>Gets what the bodies of methods publish and hear of.</summary>
    public EventUses Uses { get; } = new();

    public void Add(EventShape @event) => _events.Add(@event);

    public void Add(HandlerShape handler) => _handlers.Add(handler);

    public void Add(UpcastShape upcast) => _upcasts.Add(upcast);

    /// <summary>
    /// Lists the events of the referenced assemblies that announce a module, in the order of their names. They are looked for once, and
    /// only if a rule asks.
    /// </summary>
    public IReadOnlyList<EventShape> FindReferencedEvents(Compilation compilation, CancellationToken cancellationToken) =>
        _referencedEvents ??= ReferencedEvents.Find(compilation, cancellationToken);

    /// <summary>Finds who publishes and who hears which events.</summary>
    public EventGraph FindGraph(CompilationAnalysisContext context) => _graph ??= new EventGraph(this, context);

    /// <summary>Lists the events in the order of their names, so that the same source is always told the same.</summary>
    public IReadOnlyList<EventShape> SortEvents() => _sortedEvents ??=
        [.. _events.OrderBy(static @event => @event.Type.FullName(), StringComparer.Ordinal)];

    /// <summary>Lists the handlers in the order of their classes' and their own names.</summary>
    public IReadOnlyList<HandlerShape> SortHandlers() => _sortedHandlers ??=
    [
        .. _handlers
            .OrderBy(static handler => handler.Class.FullName(), StringComparer.Ordinal)
            .ThenBy(static handler => handler.Method.ToDisplayString(), StringComparer.Ordinal),
    ];

    /// <summary>Lists the upcasters in the order of their names.</summary>
    public IReadOnlyList<UpcastShape> SortUpcasts() => _sortedUpcasts ??=
        [.. _upcasts.OrderBy(static upcast => upcast.Method.ToDisplayString(), StringComparer.Ordinal)];

    /// <summary>Lists the events, own and referenced, that a handler of a base type takes.</summary>
    public IEnumerable<EventShape> FindEventsOf(HandlerShape handler, CompilationAnalysisContext context) =>
        SortEvents().Concat(FindReferencedEvents(context.Compilation, context.CancellationToken))
            .Where(@event => context.Compilation.ClassifyCommonConversion(@event.Type, handler.Event.Type)
                is { IsImplicit: true, IsUserDefined: false });
}
