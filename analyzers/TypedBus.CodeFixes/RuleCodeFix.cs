using System;
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
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<TNode>() is not { } node)
            {
                continue;
            }

            var change = await OfferAsync(document, root, node, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (change is not null)
            {
                context.RegisterCodeFix(CodeAction.Create(title, change, equivalenceKey: title), diagnostic);
            }
        }
    }

    /// <summary>Finds the change that mends the node, or null where the user must decide.</summary>
    protected virtual Task<Func<CancellationToken, Task<Document>>?> OfferAsync(
        Document document, SyntaxNode root, TNode node, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Task.FromResult<Func<CancellationToken, Task<Document>>?>(Mend(node, diagnostic) is { } mended
            ? _ => Task.FromResult(document.WithSyntaxRoot(root.ReplaceNode(node, mended)))
            : null);

    /// <summary>Mends the node by its looks alone, or gives null where the user must decide.</summary>
    protected virtual SyntaxNode? Mend(TNode node, Diagnostic diagnostic) => null;
}
