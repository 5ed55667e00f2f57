using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedBus.CodeFixes.Contracts;

/// <summary>Adds the lines of what is not declared to the contracts file.</summary>
/// <param name="id">The rule.</param>
public abstract class ContractCodeFix(string id) : CodeFixProvider
{
    internal const string Title = "Add to TypedBus.Contracts.Unshipped.txt";

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [id];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => ContractFixAllProvider.Instance;

    /// <inheritdoc/>
    public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(
                CodeAction.Create(Title, token => DeclareAsync(context.Document.Project, [diagnostic], token), equivalenceKey: Title),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    /// <summary>Adds the lines of all that a project does not declare.</summary>
    internal static Task<Solution> DeclareAsync(Project project, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellationToken) =>
        ContractFiles.AddAsync(
            project,
            diagnostics.SelectMany(static diagnostic => diagnostic.Properties.TryGetValue("Lines", out var lines) ? (lines ?? string.Empty).Split('\n') : []),
            cancellationToken);
}
