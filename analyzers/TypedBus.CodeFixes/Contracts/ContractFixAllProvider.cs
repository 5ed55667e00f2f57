using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedBus.CodeFixes.Contracts;

/// <summary>Declares all at once: the framework's own provider merges what changes in sources, and leaves other files out.</summary>
internal sealed class ContractFixAllProvider : FixAllProvider
{
    public static ContractFixAllProvider Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(
        CodeAction.Create(ContractCodeFix.Title, token => DeclareAsync(fixAllContext, token), equivalenceKey: ContractCodeFix.Title));

    private static async Task<Solution> DeclareAsync(FixAllContext context, CancellationToken cancellationToken)
    {
        var solution = context.Solution;
        foreach (var project in context.Scope == FixAllScope.Solution ? solution.Projects : [context.Project])
        {
            var diagnostics = await FindAsync(context, project).ConfigureAwait(false);
            if (!diagnostics.IsEmpty)
            {
                var current = solution.GetProject(project.Id)!;
                solution = await ContractCodeFix.DeclareAsync(current, diagnostics, cancellationToken).ConfigureAwait(false);
            }
        }

        return solution;
    }

    private static Task<ImmutableArray<Diagnostic>> FindAsync(FixAllContext context, Project project) =>
        context is { Scope: FixAllScope.Document, Document: { } document }
            ? context.GetDocumentDiagnosticsAsync(document)
            : context.GetAllDiagnosticsAsync(project);
}
