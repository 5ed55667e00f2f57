using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3007: handlers publish what leads back to them.</summary>
internal sealed class HandlersFormCycle : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB3007",
        "Handlers form a cycle",
        "What handler '{0}' publishes comes back to it: {1}. Break the cycle, or make sure that a condition ends it.",
        Rule.Publishing,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        var handlers = all.SortHandlers();
        var hearing = new HandlersOfEvents(handlers, context.Compilation);
        var published = all.Uses.SortPublished()
            .Where(static use => use.IsSure)
            .ToLookup(static use => use.Member, (IEqualityComparer<ISymbol>)SymbolEqualityComparer.Default);
        var spoken = new HashSet<HandlerShape>();
        foreach (var start in handlers)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (!spoken.Contains(start) && FindWayBack(start, hearing, published) is { } way)
            {
                // Whoever is on the way has been spoken of with it.
                spoken.UnionWith(way.Select(static step => step.Handler));
                var path = string.Join(" -> ", way.Select(static step => $"{step.Handler.Method.FullName()} publishes {step.Event.Name}"));
                context.ReportDiagnostic(Diagnostic.Create(
                    _rule, start.FindName(), start.Method.FullName(), $"{path} -> {start.Method.FullName()}"));
            }
        }
    }

    // Breadth first: the shortest way is the one to show.
    private static IReadOnlyList<Step>? FindWayBack(HandlerShape start, HandlersOfEvents hearing, ILookup<ISymbol, EventUse> published)
    {
        var cameFrom = new Dictionary<HandlerShape, Step>();
        var open = new Queue<HandlerShape>([start]);
        while (open.Count > 0)
        {
            var handler = open.Dequeue();
            foreach (var (@event, isDispatch) in FindEvents(handler, published))
            {
                foreach (var next in hearing.Of(@event))
                {
                    // A handler that dispatches its own event has a rule of its own, and is spoken of once.
                    if (cameFrom.ContainsKey(next) || (isDispatch && next == handler))
                    {
                        continue;
                    }

                    cameFrom[next] = new Step(handler, @event);
                    if (next == start)
                    {
                        return Unwind(start, cameFrom);
                    }

                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static List<Step> Unwind(HandlerShape start, Dictionary<HandlerShape, Step> cameFrom)
    {
        var way = new List<Step>();
        for (var at = start; way.Count == 0 || at != start; at = way[0].Handler)
        {
            way.Insert(0, cameFrom[at]);
        }

        return way;
    }

    private static IEnumerable<(INamedTypeSymbol Event, bool IsDispatch)> FindEvents(
        HandlerShape handler, ILookup<ISymbol, EventUse> published)
    {
        var events = published[handler.Method.PartialImplementationPart ?? handler.Method].Select(static use => (use.Type, use.IsDispatch));
        return EventGraph.FindEvent(handler.Method.ReturnType) is { } result ? events.Prepend((result, false)) : events;
    }

    private sealed record Step(HandlerShape Handler, INamedTypeSymbol Event);
}
