using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2003: takes the event or the batch by value. What comes by <c>out</c> was never taken at all.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EventByReferenceCodeFix() : RuleCodeFix<MethodDeclarationSyntax>("TB2003", "Take the event by value")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(MethodDeclarationSyntax node, Diagnostic diagnostic) =>
        node.ParameterList.Parameters is [var first, ..] && !first.Modifiers.Any(SyntaxKind.OutKeyword) ? node.TakeFirstByValue() : null;
}
