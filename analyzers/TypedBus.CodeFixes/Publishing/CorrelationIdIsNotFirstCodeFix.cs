using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Publishing;

/// <summary>TB3009: moves the call to the beginning of its chain, or its statement before the others.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CorrelationIdIsNotFirstCodeFix() : RuleCodeFix<InvocationExpressionSyntax>("TB3009", "Add it first")
{
    /// <inheritdoc/>
    protected override Task<Solution?> MendAsync(
        Document document, SyntaxNode root, InvocationExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Task.FromResult((MoveInChain(root, node) ?? MoveStatement(root, node)) is { } mended
            ? document.WithSyntaxRoot(mended).Project.Solution
            : null);

    private static SyntaxNode? MoveInChain(SyntaxNode root, InvocationExpressionSyntax node)
    {
        if (node.Expression is not MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax receiver } access)
        {
            return null;
        }

        // A chain on a name: what stands in earlier statements the user must move.
        ExpressionSyntax first = receiver;
        while (first is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "Handler" } link,
            })
        {
            first = link.Expression;
        }

        if (IsPreceded(node, first))
        {
            return null;
        }

        var called = node.WithExpression(
            access.WithExpression(first.WithoutTrivia()).WithOperatorToken(access.OperatorToken.WithLeadingTrivia()));
        return root.ReplaceNode(node, receiver.ReplaceNode(first, called.WithTriviaFrom(first)).WithTriviaFrom(node));
    }

    private static SyntaxNode? MoveStatement(SyntaxNode root, InvocationExpressionSyntax node)
    {
        if (node is not
            {
                Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name },
                Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } statement,
            })
        {
            return null;
        }

        var first = block.Statements.First(other => other == statement || IsOn(other, name));
        var tracked = root.TrackNodes(statement, first);
        tracked = tracked.InsertNodesBefore(tracked.GetCurrentNode(first)!, [statement]);
        return tracked.RemoveNode(tracked.GetCurrentNodes(statement).Last(), SyntaxRemoveOptions.KeepNoTrivia);
    }

    private static bool IsPreceded(SyntaxNode node, ExpressionSyntax builder) =>
        node.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax block } statement
        && block.Statements.TakeWhile(other => other != statement).Any(other => IsOn(other, builder));

    private static bool IsOn(StatementSyntax statement, ExpressionSyntax builder)
    {
        var expression = (statement as ExpressionStatementSyntax)?.Expression;
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access })
        {
            if (access.Name.Identifier.ValueText == "Handler")
            {
                return false;
            }

            expression = access.Expression;
        }

        return expression is not null && expression.IsEquivalentTo(builder, topLevel: false);
    }
}
