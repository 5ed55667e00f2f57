using Microsoft.CodeAnalysis.Diagnostics;

namespace TypedBus.Analyzers;

/// <summary>
/// What all analyzers have in common: they run side by side, stay out of generated code, and do nothing in a compilation that does not
/// reference the library.
/// </summary>
public abstract class RuleAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.Find(start.Compilation) is { } known)
            {
                Register(start, known);
            }
        });
    }

    /// <summary>Registers what the analyzer looks at in a compilation that references the library.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, KnownSymbols known);
}
