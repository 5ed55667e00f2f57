using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Declarations;

/// <summary>The legal events and handlers of a compilation, collected while it is analyzed, by several threads.</summary>
internal sealed class DeclarationSet
{
    private readonly ConcurrentBag<EventShape> _events = [];
    private readonly ConcurrentBag<HandlerShape> _handlers = [];

    public void Add(EventShape @event) => _events.Add(@event);

    public void Add(HandlerShape handler) => _handlers.Add(handler);

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
}
