using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedBus.CodeFixes.Bodies;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2032: awaits the asynchronous twin, with the token at hand if the twin takes one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SynchronousCallCodeFix() : AwaitCodeFix("TB2032", "Await the asynchronous twin")
{
    /// <inheritdoc/>
    protected override ExpressionSyntax? FindAwaited(ExpressionSyntax expression, Diagnostic diagnostic)
    {
        if (expression is not InvocationExpressionSyntax { Expression: { } called } call
            || !diagnostic.Properties.TryGetValue("Remedy", out var place)
            || place is null)
        {
            return null;
        }

        ExpressionSyntax? twin = called switch
        {
            MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } member => member.WithName(Rename(name)),
            IdentifierNameSyntax name => Rename(name),
            _ => null,
        };
        if (twin is null)
        {
            return null;
        }

        call = call.WithExpression(twin);
        return place.Length > 0 && diagnostic.Properties.TryGetValue("Token", out var token) && token is not null
            ? call.AddArgument(token, place == "last" ? null : place)
            : call;
    }

    private static IdentifierNameSyntax Rename(IdentifierNameSyntax name) =>
        SyntaxFactory.IdentifierName(name.Identifier.ValueText + "Async").WithTriviaFrom(name);
}
