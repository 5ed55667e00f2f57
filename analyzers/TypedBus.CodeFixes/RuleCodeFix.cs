using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedBus.CodeFixes;

/// <summary>What the fixes of all rules have in common: one rule each, one offer for each place, and all places at once.</summary>
/// <typeparam name="TNode">The kind of node that is mended: the first of it, from the place that is reported outwards.</typeparam>
/// <param name="id">The rule.</param>
/// <param name="title">What the fix does, for the menu.</param>
public abstract class RuleCodeFix<TNode>(string id, string title) : CodeFixProvider
    where TNode : SyntaxNode
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>() is { } node
                && await MendAsync(document, root, node, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } mended)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, _ => Task.FromResult(mended), equivalenceKey: title), diagnostic);
            }
        }
    }

    /// <summary>Gets the word that the rule suggests to put in the place of what is wrong, or null.</summary>
    protected static string? SuggestionOf(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue("Suggestion", out var suggestion) ? suggestion : null;

    /// <summary>Mends what needs to know more than the node's looks. The default asks <see cref="Mend"/>.</summary>
    protected virtual Task<Solution?> MendAsync(
        Document document, SyntaxNode root, TNode node, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Task.FromResult(Mend(node, diagnostic) is { } mended && mended != node
            ? document.WithSyntaxRoot(root.ReplaceNode(node, mended)).Project.Solution
            : null);

    /// <summary>Mends the node by its looks alone, or gives null where the user must decide.</summary>
    protected virtual SyntaxNode? Mend(TNode node, Diagnostic diagnostic) => null;
}
