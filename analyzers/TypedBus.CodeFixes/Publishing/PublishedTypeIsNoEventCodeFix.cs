using System;
using System.Composition;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace TypedBus.CodeFixes.Publishing;

/// <summary>TB3002: marks the type as an event, where it is in source and can be one, with a subject made of its name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PublishedTypeIsNoEventCodeFix() : RuleCodeFix<InvocationExpressionSyntax>("TB3002", "Mark the type as an event")
{
    /// <inheritdoc/>
    protected override async Task<Func<CancellationToken, Task<Document>>?> OfferAsync(
        Document document, SyntaxNode root, InvocationExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model?.GetSymbolInfo(node, cancellationToken).Symbol is not IMethodSymbol { TypeArguments: [INamedTypeSymbol type] }
            || !CanBeEvent(type)
            || await type.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not TypeDeclarationSyntax declaration
            || document.Project.Solution.GetDocument(declaration.SyntaxTree) is not { } other)
        {
            return null;
        }

        return token => MarkAsync(other, declaration, token);
    }

    private static async Task<Document> MarkAsync(Document document, TypeDeclarationSyntax declaration, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("global::TypedBus.Event").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation),
            SyntaxFactory.ParseAttributeArgumentList($"(\"{MakeSubject(declaration.Identifier.ValueText)}\")"));
        var list = SyntaxFactory.AttributeList([attribute]).WithTrailingTrivia(SyntaxFactory.ElasticLineFeed);
        var marked = declaration.WithoutLeadingTrivia() is var bare
            ? bare.WithAttributeLists(bare.AttributeLists.Insert(0, list))
                .WithLeadingTrivia(declaration.GetLeadingTrivia())
                .WithAdditionalAnnotations(Formatter.Annotation)
            : declaration;
        return document.WithSyntaxRoot(root!.ReplaceNode(declaration, marked));
    }

    private static bool CanBeEvent(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsGenericType || outer.IsFileLocal || outer.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal))
            {
                return false;
            }
        }

        return type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsStatic: false, IsRefLikeType: false, IsTupleType: false }
            && type.DeclaringSyntaxReferences.Any();
    }

    // OrderPlaced becomes order.placed: a dot before each capital that begins a word.
    private static string MakeSubject(string name)
    {
        var subject = new StringBuilder();
        for (var index = 0; index < name.Length; index++)
        {
            if (index > 0
                && char.IsUpper(name[index])
                && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1]))))
            {
                subject.Append('.');
            }

            subject.Append(char.ToLowerInvariant(name[index]));
        }

        return subject.ToString();
    }
}
