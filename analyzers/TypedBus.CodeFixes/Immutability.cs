using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes;

/// <summary>Makes members and structs immutable.</summary>
internal static class Immutability
{
    /// <summary>Makes a setter <c>init</c>, a field readonly, and a struct readonly with all its members; others stay as they are.</summary>
    public static MemberDeclarationSyntax Freeze(MemberDeclarationSyntax member) => member switch
    {
        BasePropertyDeclarationSyntax property => WithInit(property),
        FieldDeclarationSyntax field => field.WithReadonly(),
        StructDeclarationSyntax or RecordDeclarationSyntax { RawKind: (int)SyntaxKind.RecordStructDeclaration } =>
            FreezeMembers((TypeDeclarationSyntax)member).WithReadonly(),
        _ => member,
    };

    private static TypeDeclarationSyntax FreezeMembers(TypeDeclarationSyntax type) => type.ReplaceNodes(
        type.Members.Where(static member =>
            member is BasePropertyDeclarationSyntax or FieldDeclarationSyntax && !member.Modifiers.Any(SyntaxKind.StaticKeyword)),
        static (_, member) => Freeze(member));

    private static BasePropertyDeclarationSyntax WithInit(BasePropertyDeclarationSyntax property) =>
        property.AccessorList?.Accessors.FirstOrDefault(static accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) is { } setter
            ? property.ReplaceNode(
                setter,
                SyntaxFactory.AccessorDeclaration(
                    SyntaxKind.InitAccessorDeclaration,
                    setter.AttributeLists,
                    setter.Modifiers,
                    SyntaxFactory.Token(SyntaxKind.InitKeyword).WithTriviaFrom(setter.Keyword),
                    setter.Body,
                    setter.ExpressionBody,
                    setter.SemicolonToken))
            : property;
}
