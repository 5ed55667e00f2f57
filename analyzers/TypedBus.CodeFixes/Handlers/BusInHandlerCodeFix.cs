using System.Collections.Generic;
using System.Composition;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedBus.CodeFixes.Bodies;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2036: publishes by the context, which becomes the second parameter where the handler takes none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class BusInHandlerCodeFix() : BodyCodeFix("TB2036", "Publish by the context")
{
    private const string Name = "context";

    /// <inheritdoc/>
    protected override SyntaxNode? Change(SyntaxNode root, IReadOnlyList<SyntaxNode> nodes, Diagnostic diagnostic)
    {
        if (nodes[0] is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call
            || !diagnostic.Properties.TryGetValue("Remedy", out var token))
        {
            return null;
        }

        var method = call.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        var context = diagnostic.Properties.TryGetValue("Context", out var text) ? text : null;
        if (context is null && (method is null || !diagnostic.Properties.ContainsKey("OwnsSignature") || !CanAdd(method)))
        {
            return null;
        }

        var arguments = int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? call.ArgumentList.Arguments.RemoveAt(index)
            : call.ArgumentList.Arguments;
        var published = call
            .WithExpression(member.WithExpression(SyntaxFactory.ParseExpression(context ?? Name).WithTriviaFrom(member.Expression)))
            .WithArgumentList(call.ArgumentList.WithArguments(arguments));
        if (context is not null || TakesContext(method!))
        {
            return root.ReplaceNode(call, published);
        }

        return root.ReplaceNode(method!, method!.ReplaceNode(call, published).AddParameter(1, "TypedBus.EventContext", Name));
    }

    // Where all are mended at once, the one before may have added it.
    private static bool TakesContext(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters is [_, { Identifier.ValueText: Name, Type: { } type }, ..]
        && type.ToString().EndsWith("EventContext", System.StringComparison.Ordinal);

    private static bool CanAdd(MethodDeclarationSyntax method) =>
        TakesContext(method)
        || (method.ParameterList.Parameters.Count > 0 && !method.DescendantTokens().Any(static token => token.ValueText == Name));
}
