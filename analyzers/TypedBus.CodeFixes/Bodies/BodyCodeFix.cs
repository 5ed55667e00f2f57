using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedBus.CodeFixes.Bodies;

/// <summary>
/// What the fixes in bodies have in common. One may change the method around what it mends, and what it mends may stand inside what another
/// one does: so all at once is one after the other, in the tree that the one before has left.
/// </summary>
/// <param name="id">The rule.</param>
/// <param name="title">What the fix does, for the menu.</param>
public abstract class BodyCodeFix(string id, string title) : RuleCodeFix<SyntaxNode>(id, title)
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new OneByOne(this);

    /// <inheritdoc/>
    protected sealed override Task<Solution?> MendAsync(
        Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Task.FromResult(Change(root, FindNodes(root, diagnostic), diagnostic) is { } changed
            ? document.WithSyntaxRoot(changed).Project.Solution
            : null);

    /// <summary>Mends one place, or gives null where the user must decide.</summary>
    /// <param name="root">The root of the tree.</param>
    /// <param name="nodes">What is reported, and then its additional locations.</param>
    /// <param name="diagnostic">What the rule has said.</param>
    /// <returns>The changed root, or null.</returns>
    protected abstract SyntaxNode? Change(SyntaxNode root, IReadOnlyList<SyntaxNode> nodes, Diagnostic diagnostic);

    private static SyntaxNode[] FindNodes(SyntaxNode root, Diagnostic diagnostic) =>
    [
        .. diagnostic.AdditionalLocations.Prepend(diagnostic.Location)
            .Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)),
    ];

    private SyntaxNode ChangeAll(SyntaxNode root, ImmutableArray<Diagnostic> diagnostics)
    {
        var all = diagnostics.Select(diagnostic => (Diagnostic: diagnostic, Nodes: FindNodes(root, diagnostic))).ToArray();
        root = root.TrackNodes(all.SelectMany(static one => one.Nodes).Distinct());
        foreach (var (diagnostic, nodes) in all)
        {
            var current = nodes.Select(node => root.GetCurrentNode(node)).OfType<SyntaxNode>().ToArray();
            if (current.Length == nodes.Length && Change(root, current, diagnostic) is { } changed)
            {
                root = changed;
            }
        }

        return root;
    }

    private sealed class OneByOne(BodyCodeFix fix) : DocumentBasedFixAllProvider
    {
        protected override async Task<Document?> FixAllAsync(
            FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
        {
            var root = await document.GetSyntaxRootAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
            return root is null ? document : document.WithSyntaxRoot(fix.ChangeAll(root, diagnostics));
        }
    }
}
