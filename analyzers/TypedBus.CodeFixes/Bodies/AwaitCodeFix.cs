using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Bodies;

/// <summary>
/// What fixes that await something have in common. It is offered in a function that is async, and in a handler that may be made so.
/// </summary>
/// <param name="id">The rule.</param>
/// <param name="title">What the fix does, for the menu.</param>
public abstract class AwaitCodeFix(string id, string title) : BodyCodeFix(id, title)
{
    /// <summary>Finds what to await in place of what is reported, or null where the user must decide.</summary>
    protected abstract ExpressionSyntax? FindAwaited(ExpressionSyntax expression, Diagnostic diagnostic);

    /// <inheritdoc/>
    protected sealed override SyntaxNode? Change(SyntaxNode root, IReadOnlyList<SyntaxNode> nodes, Diagnostic diagnostic)
    {
        if (nodes[0] is not ExpressionSyntax expression
            || IsWhereNobodyAwaits(expression)
            || FindAwaited(expression, diagnostic) is not { } awaited)
        {
            return null;
        }

        var replacement = Await(awaited.WithoutTrivia(), expression.Parent).WithTriviaFrom(expression);
        switch (FindFunction(expression))
        {
            case AnonymousFunctionExpressionSyntax lambda when lambda.Modifiers.Any(SyntaxKind.AsyncKeyword):
            case LocalFunctionStatementSyntax local when local.Modifiers.Any(SyntaxKind.AsyncKeyword):
            case MethodDeclarationSyntax { } async when async.Modifiers.Any(SyntaxKind.AsyncKeyword):
                return root.ReplaceNode(expression, replacement);

            case MethodDeclarationSyntax method when diagnostic.Properties.ContainsKey("CanBecomeAsync"):
                return AsyncMethod.Make(method.ReplaceNode(expression, replacement)) is { } made ? root.ReplaceNode(method, made) : null;

            default:
                return null;
        }
    }

    private static ExpressionSyntax Await(ExpressionSyntax awaited, SyntaxNode? parent) =>
        parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax
            or InvocationExpressionSyntax or PostfixUnaryExpressionSyntax or WithExpressionSyntax or SwitchExpressionSyntax
            or RangeExpressionSyntax
            ? SyntaxFactory.ParenthesizedExpression(awaited.Await())
            : awaited.Await();

    private static SyntaxNode? FindFunction(SyntaxNode node) => node.Ancestors().FirstOrDefault(IsFunction);

    private static bool IsFunction(SyntaxNode node) =>
        node is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    private static bool IsWhereNobodyAwaits(SyntaxNode node) => node.Ancestors()
        .TakeWhile(static outer => !IsFunction(outer))
        .Any(static outer => outer is LockStatementSyntax or CatchFilterClauseSyntax or UnsafeStatementSyntax or FixedStatementSyntax
            or QueryClauseSyntax or SelectOrGroupClauseSyntax or ConditionalAccessExpressionSyntax);
}
