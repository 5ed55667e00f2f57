using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Events;

/// <summary>TB1008: makes setters <c>init</c>, fields readonly, and a struct with positional members readonly as a whole.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EventIsMutableCodeFix() : RuleCodeFix<MemberDeclarationSyntax>("TB1008", "Make it immutable")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(MemberDeclarationSyntax node, Diagnostic diagnostic) => node switch
    {
        BasePropertyDeclarationSyntax property => WithInit(property),
        FieldDeclarationSyntax field => field.WithReadonly(),
        RecordDeclarationSyntax record => record.ReplaceNodes(record.Members.Where(CanChange), (_, member) => Mend(member, diagnostic)!)
            .WithReadonly(),
        _ => null,
    };

    private static bool CanChange(MemberDeclarationSyntax member) =>
        member is BasePropertyDeclarationSyntax or FieldDeclarationSyntax && !member.Modifiers.Any(SyntaxKind.StaticKeyword);

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
