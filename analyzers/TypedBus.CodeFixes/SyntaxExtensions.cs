using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace TypedBus.CodeFixes;

internal static class SyntaxExtensions
{
    /// <summary>Adds <c>readonly</c>, before <c>partial</c>, which must come last; a member that has it stays as it is.</summary>
    public static MemberDeclarationSyntax WithReadonly(this MemberDeclarationSyntax member)
    {
        if (member.Modifiers.Any(SyntaxKind.ReadOnlyKeyword) || member.Modifiers.Any(SyntaxKind.ConstKeyword))
        {
            return member;
        }

        var readOnly = SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (member.Modifiers.Count == 0)
        {
            var trivia = member.GetLeadingTrivia();
            return member.WithoutLeadingTrivia().WithModifiers(SyntaxFactory.TokenList(readOnly)).WithLeadingTrivia(trivia);
        }

        var index = member.Modifiers.IndexOf(SyntaxKind.PartialKeyword);
        return member.WithModifiers(index switch
        {
            < 0 => member.Modifiers.Add(readOnly),
            0 => member.Modifiers.Insert(0, readOnly.WithLeadingTrivia(member.Modifiers[0].LeadingTrivia))
                .Replace(member.Modifiers[0], member.Modifiers[0].WithLeadingTrivia()),
            _ => member.Modifiers.Insert(index, readOnly),
        });
    }

    /// <summary>Takes the first parameter by value, whatever reference it came by.</summary>
    public static MethodDeclarationSyntax? TakeFirstByValue(this MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters is [var first, ..]
            ? method.ReplaceNode(first, first
                .WithModifiers(SyntaxFactory.TokenList(first.Modifiers.Where(static modifier => !IsReference(modifier))))
                .WithLeadingTrivia(first.GetLeadingTrivia())
                .WithAdditionalAnnotations(Formatter.Annotation))
            : null;

    private static bool IsReference(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.InKeyword or SyntaxKind.RefKeyword or SyntaxKind.OutKeyword or SyntaxKind.ReadOnlyKeyword;
}
