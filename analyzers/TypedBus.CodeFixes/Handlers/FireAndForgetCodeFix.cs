using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedBus.CodeFixes.Bodies;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2038: awaits what is begun.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class FireAndForgetCodeFix() : AwaitCodeFix("TB2038", "Await it")
{
    /// <inheritdoc/>
    protected override ExpressionSyntax FindAwaited(ExpressionSyntax expression, Diagnostic diagnostic) =>
        expression is AssignmentExpressionSyntax discard ? discard.Right : expression;
}
