using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes;

/// <summary>Makes declarations accessible to generated code of their assembly.</summary>
internal static class Opening
{
    /// <summary>Makes a member and the types around it internal where they are less, or gives null where none is.</summary>
    public static SyntaxNode? Open(SyntaxNode root, MemberDeclarationSyntax member)
    {
        var closed = member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Where(IsClosed).ToArray();
        return closed.Length == 0 ? null : root.ReplaceNodes(closed, static (_, current) => Open(current));
    }

    private static bool IsClosed(MemberDeclarationSyntax member) =>
        member is BaseTypeDeclarationSyntax or MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null }
        && (member.Modifiers.Any(SyntaxKind.PrivateKeyword)
            || member.Modifiers.Any(SyntaxKind.FileKeyword)
            || (member.Modifiers.Any(SyntaxKind.ProtectedKeyword) && !member.Modifiers.Any(SyntaxKind.InternalKeyword))
            || (member.Parent is TypeDeclarationSyntax and not InterfaceDeclarationSyntax && !member.Modifiers.Any(IsAccess)));

    private static bool IsAccess(SyntaxToken modifier) => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword
        or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.FileKeyword;

    private static MemberDeclarationSyntax Open(MemberDeclarationSyntax member)
    {
        var @internal = SyntaxFactory.Token(SyntaxKind.InternalKeyword);
        if (member.Modifiers.FirstOrDefault(IsAccess) is { RawKind: not 0 } access)
        {
            var others = member.Modifiers.Where(modifier => modifier == access || !IsAccess(modifier))
                .Select(modifier => modifier == access ? @internal.WithTriviaFrom(modifier) : modifier);
            return member.WithModifiers(SyntaxFactory.TokenList(others));
        }

        // It comes first, behind the attributes, and takes over what stands before the word that was first.
        var first = member.AttributeLists.Count == 0 ? member.GetFirstToken() : member.AttributeLists.Last().GetLastToken().GetNextToken();
        var opened = member.ReplaceToken(first, first.WithLeadingTrivia());
        return opened.WithModifiers(opened.Modifiers.Insert(
            0, @internal.WithLeadingTrivia(first.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space)));
    }
}
