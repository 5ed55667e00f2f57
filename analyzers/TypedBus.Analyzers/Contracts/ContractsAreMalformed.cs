using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4026: a line of a contracts file cannot be read.</summary>
internal sealed class ContractsAreMalformed : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB4026",
        "A contracts file cannot be read",
        "Line {0} of {1} {2}. Nothing is compared until then.",
        Rule.Contracts,
        DiagnosticSeverity.Error);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        if (ContractSet.Find(context.Options.AdditionalFiles, context.CancellationToken) is { Conflict: null, Malformed: { } malformed })
        {
            context.ReportDiagnostic(Diagnostic.Create(
                _rule, malformed.Line.Location, malformed.Line.Number, malformed.Line.File, malformed.Fault));
        }
    }
}
