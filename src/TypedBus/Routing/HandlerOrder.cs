using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>The order in which the handlers of one event stand, whatever the order of the source and of the modules.</summary>
internal static class HandlerOrder
{
    public static IEnumerable<THandler> Sort<THandler>(IEnumerable<THandler> handlers, Func<THandler, HandlerDefinition> definitionOf) => handlers
        .OrderBy(handler => definitionOf(handler).Order)
        .ThenBy(handler => definitionOf(handler).Assembly, StringComparer.Ordinal)
        .ThenBy(handler => definitionOf(handler).Type, StringComparer.Ordinal)
        .ThenBy(handler => definitionOf(handler).Method, StringComparer.Ordinal)
        .ThenBy(handler => definitionOf(handler).Parameters, StringComparer.Ordinal);
}
