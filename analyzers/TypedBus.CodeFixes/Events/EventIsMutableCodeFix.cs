using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Events;

/// <summary>TB1008: makes setters <c>init</c>, fields readonly, and a struct with positional members readonly as a whole.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EventIsMutableCodeFix() : RuleCodeFix<MemberDeclarationSyntax>("TB1008", "Make it immutable")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(MemberDeclarationSyntax node, Diagnostic diagnostic) => Immutability.Freeze(node);
}
