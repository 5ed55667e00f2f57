using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4024: a declared event has another version, and nothing stands for the declared one.</summary>
internal sealed class VersionIsChanged : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB4024",
        "A declared event has another version",
        "Event '{0}' was '{1}' and is '{2}'. Who reads old bytes by new code finds no event for them, and who reads new bytes by old code does not know them. "
        + "Keep a type of version {3} beside that of version {4}{5}.",
        Rule.Contracts,
        DiagnosticSeverity.Error);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        foreach (var gone in GoneEvents.Find(all, context))
        {
            if (gone.Successor is { } now && now.Subject == gone.Subject)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    _rule,
                    now.Type.FindName(EventReader.FindAttribute(now.Type)),
                    now.Type.FullName(),
                    gone.Name,
                    ContractText.NameOf(now),
                    gone.Version,
                    now.Version,
                    MemberComparison.RemedyOf(gone.Declared.Line!)));
            }
        }
    }
}
