using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedBus.CodeFixes.Bodies;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2033: awaits a semaphore. Other signals have no asynchronous twin.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WaitForSignalCodeFix() : AwaitCodeFix("TB2033", "Await 'WaitAsync'")
{
    /// <inheritdoc/>
    protected override ExpressionSyntax? FindAwaited(ExpressionSyntax expression, Diagnostic diagnostic)
    {
        if (expression is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call
            || !diagnostic.Properties.TryGetValue("Remedy", out var how)
            || how is null)
        {
            return null;
        }

        call = call.WithExpression(member.WithName(SyntaxFactory.IdentifierName("WaitAsync")));
        return how == "with its token" ? call : call.AddToken(diagnostic);
    }
}
