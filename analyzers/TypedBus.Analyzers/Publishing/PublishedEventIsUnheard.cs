using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3005: an application publishes an event that neither it nor an assembly that it references handles.</summary>
internal sealed class PublishedEventIsUnheard : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB3005",
        "A published event is handled nowhere",
        "Event '{0}' is published, and nothing in the application and its references handles it. "
        + "Handle it, or say that others do: [Event(\"{1}\", External = true)].",
        Rule.Publishing,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        if (!EventGraph.IsApplication(context.Compilation))
        {
            return;
        }

        var graph = all.FindGraph(context);
        var reported = new HashSet<string>();
        foreach (var use in all.Uses.SortPublished().Where(static use => use.IsSure))
        {
            Report(use.Type, use.Location);
        }

        // What a handler returns is published, too.
        foreach (var handler in all.SortHandlers())
        {
            if (EventGraph.FindEvent(handler.Method.ReturnType) is { } result)
            {
                Report(result, handler.FindName());
            }
        }

        void Report(INamedTypeSymbol type, Location location)
        {
            // Of an illegal event, which no handler can take, its own rule speaks.
            if (!graph.IsHeard(type)
                && !EventGraph.IsExternal(type)
                && EventReader.Read(type, context.Compilation).Shape is not null
                && reported.Add(type.FullName()))
            {
                var subject = EventReader.FindAttribute(type)?.ConstructorArguments.FirstOrDefault().Value;
                context.ReportDiagnostic(Diagnostic.Create(_rule, location, type.FullName(), subject));
            }
        }
    }
}
