using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4018: a declared event is gone.</summary>
internal sealed class EventIsRemoved : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB4018",
        "A declared event is gone",
        "Event '{0}', '{1}', is declared and gone. Who reads bytes of it by new code finds no event for them, and who listens to it hears nothing any more. "
        + "Put it back, or, once nobody has its bytes, delete its lines from {2}.",
        Rule.Contracts,
        DiagnosticSeverity.Error);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        foreach (var gone in GoneEvents.Find(all, context))
        {
            if (gone.Successor is null)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    _rule, gone.Declared.Line!.Location, gone.Name, gone.Declared.TypeName, gone.Declared.Line.File));
            }
        }
    }
}
