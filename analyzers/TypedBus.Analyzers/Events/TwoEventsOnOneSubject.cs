using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Events;

/// <summary>TB1011: two events have one subject.</summary>
internal sealed class TwoEventsOnOneSubject : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB1011",
        "Two events have one subject",
        "Event '{0}' has the subject \"{1}\", which '{2}' has too. Give each a subject of its own.",
        Rule.Events,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        // Versions of one event share its subject: what tells them apart is the version.
        foreach (var (own, other) in SubjectPairs.Find(
            all, context, static (own, other) => own.IsSame(other) && own.Event.Version == other.Event.Version))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                _rule,
                own.Type.FindName(EventReader.FindAttribute(own.Type)),
                own.Type.FullName(),
                own.Subject,
                other.Type.FullName()));
        }
    }
}
