using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Publishing;

/// <summary>TB3004: passes the context's token on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ContextTokenIsNotPassedCodeFix() : RuleCodeFix<InvocationExpressionSyntax>("TB3004", "Pass the context's token")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(InvocationExpressionSyntax node, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue("Context", out var context) || context is null)
        {
            return null;
        }

        // After an argument with a name out of its place, only names may follow.
        var token = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(context + ".CancellationToken"));
        if (node.ArgumentList.Arguments.Any(static argument => argument.NameColon is not null))
        {
            token = token.WithNameColon(SyntaxFactory.NameColon("cancellationToken").WithTrailingTrivia(SyntaxFactory.Space));
        }

        var arguments = node.ArgumentList.Arguments;
        return node.WithArgumentList(node.ArgumentList.WithArguments(SyntaxFactory.SeparatedList(
            [.. arguments, token],
            [.. arguments.GetSeparators(), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])));
    }
}
