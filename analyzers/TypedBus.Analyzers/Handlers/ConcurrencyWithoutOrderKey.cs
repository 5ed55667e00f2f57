using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2022: a handler of a base type runs several deliveries at a time, and some of its events have an order key, others none.</summary>
internal sealed class ConcurrencyWithoutOrderKey : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB2022",
        "A concurrent handler has events with and without an order key",
        "Handler '{0}' runs {1} deliveries at a time: '{2}' keeps its order by '{3}', and '{4}', which has no order key, keeps none. "
        + "Mark a member of it [OrderKey].",
        Rule.Handlers,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        foreach (var handler in all.SortHandlers().Where(static handler => handler.Event.IsBase && handler.Options.Concurrency > 1))
        {
            // Of an event of another assembly its own module knows the key.
            var events = all.FindEventsOf(handler, context).Where(IsOfSource).ToArray();
            if (events.FirstOrDefault(static @event => @event.OrderKey is not null) is { OrderKey: { } key } ordered
                && events.FirstOrDefault(static @event => @event.OrderKey is null) is { } unordered)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    _rule,
                    handler.FindName(),
                    handler.Method.FullName(),
                    handler.Options.Concurrency,
                    ordered.Type.FullName(),
                    key.Member.Name,
                    unordered.Type.FullName()));
            }
        }
    }

    private static bool IsOfSource(EventShape @event) => @event.Type.Locations.Any(static location => location.IsInSource);
}
