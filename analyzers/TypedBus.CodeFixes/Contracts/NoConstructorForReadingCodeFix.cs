using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Contracts;

/// <summary>TB4006: lets those properties be set that can only be read, where a constructor without parameters is there to begin with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class NoConstructorForReadingCodeFix() : RuleCodeFix<TypeDeclarationSyntax>("TB4006", "Give its properties 'init'")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(TypeDeclarationSyntax node, Diagnostic diagnostic)
    {
        var constructors = node.Members.OfType<ConstructorDeclarationSyntax>()
            .Where(static made => !made.Modifiers.Any(SyntaxKind.StaticKeyword)).ToArray();
        var hasBare = node is StructDeclarationSyntax || constructors.Length == 0
            || constructors.Any(static made => made.ParameterList.Parameters.Count == 0 && made.Modifiers.Any(SyntaxKind.PublicKeyword));
        return node.ParameterList is null && hasBare
            ? node.ReplaceNodes(node.Members.OfType<PropertyDeclarationSyntax>().Where(IsReadOnly), static (_, property) => AddInit(property))
            : null;
    }

    // One with a body is worked out: nothing can be set in it.
    private static bool IsReadOnly(PropertyDeclarationSyntax property) =>
        Attributes.Find(property.AttributeLists, "Key") is not null
        && property.AccessorList is { Accessors: [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration, Body: null, ExpressionBody: null }] };

    private static PropertyDeclarationSyntax AddInit(PropertyDeclarationSyntax property)
    {
        var getter = property.AccessorList!.Accessors[0];
        var setter = SyntaxFactory.AccessorDeclaration(SyntaxKind.InitAccessorDeclaration)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
            .WithTriviaFrom(getter);
        return property.WithAccessorList(property.AccessorList.AddAccessors(setter));
    }
}
