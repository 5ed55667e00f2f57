using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2002: takes the event by value.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class InOnAsyncHandlerCodeFix() : RuleCodeFix<MethodDeclarationSyntax>("TB2002", "Take the event by value")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(MethodDeclarationSyntax node, Diagnostic diagnostic) =>
        node.ParameterList.Parameters is [var first, ..] ? node.ReplaceNode(first, TakeByValue(first)) : null;

    private static ParameterSyntax TakeByValue(ParameterSyntax parameter) => parameter
        .WithModifiers(SyntaxFactory.TokenList(parameter.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.InKeyword))))
        .WithLeadingTrivia(parameter.GetLeadingTrivia())
        .WithAdditionalAnnotations(Formatter.Annotation);
}
