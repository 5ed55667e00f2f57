using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2020: bounds batches at 100.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class BatchWithoutBoundCodeFix() : RuleCodeFix<MethodDeclarationSyntax>("TB2020", "Bound its batches at 100")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(MethodDeclarationSyntax node, Diagnostic diagnostic) =>
        Attributes.Find(node.AttributeLists, "Handler") is { } handler
            ? node.ReplaceNode(
                handler,
                handler.AddArgumentListArguments(SyntaxFactory.AttributeArgument(
                    SyntaxFactory.NameEquals("MaxBatch"),
                    nameColon: null,
                    SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(100))))
                    .WithAdditionalAnnotations(Formatter.Annotation))
            : null;
}
