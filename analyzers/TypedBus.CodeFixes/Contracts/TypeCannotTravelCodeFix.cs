using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Contracts;

/// <summary>TB4001: leaves a property or field out. Without a constructor's parameter the type could not be put together.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TypeCannotTravelCodeFix() : MemberCodeFix("TB4001", "Leave it out with [IgnoreMember]")
{
    /// <inheritdoc/>
    protected override SyntaxNode? MendMember(SyntaxNode member, Diagnostic diagnostic)
    {
        if (member is not (PropertyDeclarationSyntax or FieldDeclarationSyntax))
        {
            return null;
        }

        // A member has a key or is left out.
        var lists = AttributesOf(member);
        var bare = Attributes.Find(lists, "Key") is { } key
            ? ((MemberDeclarationSyntax)member).WithAttributeLists(Attributes.Remove(lists, key)).WithLeadingTrivia(member.GetLeadingTrivia())
            : member;
        return Mark(bare, Attributes.Create("MessagePack.IgnoreMember"));
    }
}
