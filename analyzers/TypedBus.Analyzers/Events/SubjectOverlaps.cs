using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1012: some value of a placeholder gives an event the subject of another.</summary>
internal sealed class SubjectOverlaps : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB1012",
        "The subject of an event overlaps that of another",
        "Event '{0}' has the subject \"{1}\", and '{2}' the subject \"{3}\": some values make them one. Let a token differ that is no placeholder.",
        Rule.Events,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        foreach (var (own, other) in SubjectPairs.Find(all, context, Overlap))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                _rule,
                own.Type.FindName(EventReader.FindAttribute(own.Type)),
                own.Type.FullName(),
                own.Subject,
                other.Type.FullName(),
                other.Subject));
        }
    }

    private static bool Overlap(SubjectPattern own, SubjectPattern other) =>
        (own.HasPlaceholders || other.HasPlaceholders) && own.Overlaps(other) && !own.IsSame(other);
}
