using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;
using TypedBus.Subjects;

namespace TypedBus.Analyzers.Publishing;

/// <summary>TB3008: the filter of a handler of a base type fits none of the events that are one.</summary>
internal sealed class FilterMatchesNoEvent : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB3008",
        "A filter fits no known event",
        "The filter \"{0}\" of handler '{1}' fits no event of the application and its references; there are: {2}. Mend the filter.",
        Rule.Publishing,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        if (!EventGraph.IsApplication(context.Compilation))
        {
            return;
        }

        foreach (var handler in all.SortHandlers().Where(static handler => handler is { Event.IsBase: true, Options.Subject: not null }))
        {
            // A base type that no event is has a rule of its own.
            var filter = new SubjectFilter(handler.Options.Subject!);
            var subjects = all.FindEventsOf(handler, context).Select(static @event => @event.Subject).Distinct().ToArray();
            if (subjects.Length > 0 && subjects.All(subject => filter.Compare(subject) == SubjectMatch.Never))
            {
                var known = string.Join(", ", subjects.Take(5)) + (subjects.Length > 5 ? ", …" : string.Empty);
                context.ReportDiagnostic(Diagnostic.Create(_rule, handler.FindName(), filter.Text, handler.Method.FullName(), known));
            }
        }
    }
}
