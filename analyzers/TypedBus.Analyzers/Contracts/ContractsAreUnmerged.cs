using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4027: a contracts file has the marks of a merge conflict.</summary>
internal sealed class ContractsAreUnmerged : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB4027",
        "A contracts file has a merge conflict",
        "Line {0} of {1} is the mark of a merge conflict. Resolve it: keep the lines of both sides, and of two that differ in one member that which the code has. "
        + "Nothing is compared until then.",
        Rule.Contracts,
        DiagnosticSeverity.Error);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        if (ContractSet.Find(context.Options.AdditionalFiles, context.CancellationToken)?.Conflict is { } conflict)
        {
            context.ReportDiagnostic(Diagnostic.Create(_rule, conflict.Location, conflict.Number, conflict.File));
        }
    }
}
