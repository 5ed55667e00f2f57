using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Events;

/// <summary>TB1004: writes the member that is meant, where one is near enough.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PlaceholderIsUnfitCodeFix() : RuleCodeFix<TypeDeclarationSyntax>("TB1004", "Name the nearest member")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(TypeDeclarationSyntax node, Diagnostic diagnostic) =>
        SuggestionOf(diagnostic) is { } subject
        && Attributes.Find(node.AttributeLists, "Event") is { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax literal }, ..] }
            ? node.ReplaceNode(
                literal,
                SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(subject)).WithTriviaFrom(literal))
            : null;
}
