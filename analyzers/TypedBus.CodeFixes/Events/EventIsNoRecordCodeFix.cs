using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Events;

/// <summary>TB1010: makes a class a record, and a struct readonly.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EventIsNoRecordCodeFix() : RuleCodeFix<TypeDeclarationSyntax>("TB1010", "Make it a record or a readonly struct")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(TypeDeclarationSyntax node, Diagnostic diagnostic) => node switch
    {
        StructDeclarationSyntax plain => Immutability.Freeze(plain),
        ClassDeclarationSyntax plain when !DefinesEquality(plain) => MakeRecord(plain),
        _ => null,
    };

    // What a record brings along may not be written again.
    private static bool DefinesEquality(ClassDeclarationSyntax type) => type.Members.Any(static member =>
        member is OperatorDeclarationSyntax or MethodDeclarationSyntax { Identifier.ValueText: nameof(Equals) or "Clone" });

    private static RecordDeclarationSyntax MakeRecord(ClassDeclarationSyntax type) => SyntaxFactory.RecordDeclaration(
        SyntaxKind.RecordDeclaration,
        type.AttributeLists,
        type.Modifiers,
        SyntaxFactory.Token(SyntaxKind.RecordKeyword).WithTriviaFrom(type.Keyword),
        default,
        type.Identifier,
        type.TypeParameterList,
        type.ParameterList,
        type.BaseList,
        type.ConstraintClauses,
        type.OpenBraceToken,
        type.Members,
        type.CloseBraceToken,
        type.SemicolonToken);
}
