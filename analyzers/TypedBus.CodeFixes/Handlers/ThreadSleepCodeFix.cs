using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using TypedBus.CodeFixes.Bodies;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2031: awaits a delay, with the token at hand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ThreadSleepCodeFix() : AwaitCodeFix("TB2031", "Await a delay")
{
    private static readonly ExpressionSyntax _delay = SyntaxFactory.ParseExpression("global::System.Threading.Tasks.Task.Delay")
        .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    /// <inheritdoc/>
    protected override ExpressionSyntax? FindAwaited(ExpressionSyntax expression, Diagnostic diagnostic) =>
        expression is InvocationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null }] } call
            ? call.WithExpression(_delay).AddToken(diagnostic)
            : null;
}
