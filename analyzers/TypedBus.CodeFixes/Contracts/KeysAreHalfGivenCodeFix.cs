using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedBus.CodeFixes.Contracts;

/// <summary>TB4005: gives a member the key behind all others.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class KeysAreHalfGivenCodeFix() : MemberCodeFix("TB4005", "Give it a key")
{
    /// <inheritdoc/>
    protected override SyntaxNode? MendMember(SyntaxNode member, Diagnostic diagnostic) =>
        SuggestionOf(diagnostic) is { } key ? Mark(member, Attributes.Create("MessagePack.Key", SyntaxFactory.AttributeArgument(Number(key)))) : null;
}
