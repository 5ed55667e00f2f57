using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4019: a declared event has another subject.</summary>
internal sealed class SubjectIsChanged : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB4019",
        "A declared event has another subject",
        "Event '{0}' was '{1}' and is '{2}'. Who listens to the old subject hears nothing any more, and bytes of before find no event in new code. "
        + "Give it its subject back, or declare a new event beside this one{3}.",
        Rule.Contracts,
        DiagnosticSeverity.Error);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        foreach (var gone in GoneEvents.Find(all, context))
        {
            if (gone.Successor is { } now && now.Subject != gone.Subject)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    _rule,
                    now.Type.FindName(EventReader.FindAttribute(now.Type)),
                    now.Type.FullName(),
                    gone.Name,
                    ContractText.NameOf(now),
                    MemberComparison.RemedyOf(gone.Declared.Line!)));
            }
        }
    }
}
