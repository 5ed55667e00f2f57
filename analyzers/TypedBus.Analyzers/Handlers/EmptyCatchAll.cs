using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Handlers;

/// <summary>TB2021: a handler takes a base type that no event of the application is.</summary>
internal sealed class EmptyCatchAll : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB2021",
        "A handler takes a base type that no event is",
        "Handler '{0}' takes '{1}', which no event of the application and its references is. Let an event have it, or remove the handler.",
        Rule.Handlers,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        // Of a library nobody knows what events its users have.
        if (context.Compilation.Options.OutputKind is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication))
        {
            return;
        }

        foreach (var handler in all.SortHandlers().Where(static handler => handler.Event.IsBase))
        {
            if (!all.FindEventsOf(handler, context).Any())
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    _rule, handler.FindName(), handler.Method.FullName(), handler.Event.Type.ToDisplayString()));
            }
        }
    }
}
