using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedBus.CodeFixes.Bodies;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2030: awaits the task.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class BlockingOnTaskCodeFix() : AwaitCodeFix("TB2030", "Await the task")
{
    /// <inheritdoc/>
    protected override ExpressionSyntax? FindAwaited(ExpressionSyntax expression, Diagnostic diagnostic) => expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" } property => property.Expression,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call => member.Name.Identifier.ValueText switch
        {
            "GetResult" => ((member.Expression as InvocationExpressionSyntax)?.Expression as MemberAccessExpressionSyntax)?.Expression,
            "Wait" when call.ArgumentList.Arguments.Count == 0 => member.Expression,
            "WaitAll" when diagnostic.Properties.ContainsKey("Remedy") =>
                call.WithExpression(member.WithName(SyntaxFactory.IdentifierName("WhenAll"))),
            _ => null,
        },
        _ => null,
    };
}
