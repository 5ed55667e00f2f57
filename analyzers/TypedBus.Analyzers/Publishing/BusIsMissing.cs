using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3011: an application publishes, and nothing makes a bus.</summary>
internal sealed class BusIsMissing : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB3011",
        "An application publishes without a bus",
        "The application publishes, and nothing in it or its references makes a bus. "
        + "Call 'services.AddTypedBus(EventModules.All)', or 'EventBus.Start(EventModules.All)' without a host.",
        Rule.Publishing,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        if (EventGraph.IsApplication(context.Compilation)
            && !all.Uses.MakesBus
            && all.Uses.SortPublished().FirstOrDefault(static use => use.IsSure) is { } use
            && !all.FindGraph(context).MakesBus)
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, use.Location));
        }
    }
}
