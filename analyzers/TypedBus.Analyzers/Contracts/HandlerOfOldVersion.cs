using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4023: a handler takes an old version, which an upcaster turns into the next.</summary>
internal sealed class HandlerOfOldVersion : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB4023",
        "A handler takes a version that is upcast",
        "Handler '{0}' takes version {1} of '{2}', which arrives as '{3}' since '{4}' makes one out of it. Take '{3}'.",
        Rule.Contracts,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        var upcasts = all.SortUpcasts();
        if (upcasts.Count == 0)
        {
            return;
        }

        foreach (var handler in all.SortHandlers())
        {
            if (upcasts.FirstOrDefault(upcast => SymbolEqualityComparer.Default.Equals(upcast.From.Type, handler.Event.Type)) is not { } upcast)
            {
                continue;
            }

            // By as many steps as there are.
            var newest = upcast;
            while (upcasts.FirstOrDefault(next => SymbolEqualityComparer.Default.Equals(next.From.Type, newest.To.Type)) is { } next)
            {
                newest = next;
            }

            context.ReportDiagnostic(Diagnostic.Create(
                _rule,
                handler.Method.FindName(),
                handler.Method.FullName(),
                upcast.From.Version,
                upcast.From.Subject,
                newest.To.Type.FullName(),
                upcast.Method.FullName()));
        }
    }
}
