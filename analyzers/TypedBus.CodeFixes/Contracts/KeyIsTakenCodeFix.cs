using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TypedBus.CodeFixes.Contracts;

/// <summary>TB4004: gives a member a key behind all others.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class KeyIsTakenCodeFix() : MemberCodeFix("TB4004", "Give it a key of its own")
{
    /// <inheritdoc/>
    protected override SyntaxNode? MendMember(SyntaxNode member, Diagnostic diagnostic) =>
        SuggestionOf(diagnostic) is { } key
        && Attributes.Find(AttributesOf(member), "Key") is { ArgumentList.Arguments: [var argument] }
            ? member.ReplaceNode(argument, argument.WithExpression(Number(key)))
            : null;
}
