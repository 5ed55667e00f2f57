using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3006: an application handles an event that neither it nor an assembly that it references publishes.</summary>
internal sealed class HandledEventIsUnpublished : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB3006",
        "A handled event is published nowhere",
        "Handler '{0}' waits for '{1}', which nothing in the application and its references publishes. "
        + "Publish it, or say that others do: [Event(\"{2}\", External = true)].",
        Rule.Publishing,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        if (!EventGraph.IsApplication(context.Compilation))
        {
            return;
        }

        // What an upcaster makes comes from where the older event does: from others.
        var graph = all.FindGraph(context);
        var upcast = all.SortUpcasts().Select(static upcast => upcast.To.Type).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var handler in all.SortHandlers().Where(static handler => !handler.Event.IsBase))
        {
            var @event = handler.Event;
            if (!graph.IsPublished(@event.Type) && !EventGraph.IsExternal(@event.Type) && !upcast.Contains(@event.Type))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    _rule, handler.FindName(), handler.Method.FullName(), @event.Type.FullName(), @event.Subject));
            }
        }
    }
}
