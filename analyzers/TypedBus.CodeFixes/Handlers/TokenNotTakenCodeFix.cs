using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedBus.CodeFixes.Bodies;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2034: passes the context's token on, or adds a token as the last parameter and passes that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TokenNotTakenCodeFix() : BodyCodeFix("TB2034", "Pass a token on")
{
    private const string Name = "cancellationToken";

    /// <inheritdoc/>
    protected override SyntaxNode? Change(SyntaxNode root, IReadOnlyList<SyntaxNode> nodes, Diagnostic diagnostic)
    {
        var token = diagnostic.Properties.TryGetValue("Token", out var text) ? text : null;
        if (nodes[0].FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || (token is null && (!diagnostic.Properties.ContainsKey("OwnsSignature") || !CanAdd(method)))
            || !diagnostic.Properties.TryGetValue("Remedy", out var names)
            || names is null)
        {
            return null;
        }

        // One call may stand in the arguments of another: each is found again in what is left by the one before.
        var calls = nodes.Skip(1)
            .Zip(names.Split(','), static (node, name) => (Node: node, Name: name.Length == 0 ? null : name)).ToArray();
        var changed = method.TrackNodes(calls.Select(static call => call.Node));
        foreach (var (node, name) in calls)
        {
            if (changed.GetCurrentNode(node) is InvocationExpressionSyntax call)
            {
                changed = changed.ReplaceNode(call, call.AddArgument(token ?? Name, name));
            }
        }

        return root.ReplaceNode(method, token is null ? AddToken(changed) : changed);
    }

    private static MethodDeclarationSyntax AddToken(MethodDeclarationSyntax method) =>
        method.AddParameter(method.ParameterList.Parameters.Count, "System.Threading.CancellationToken", Name);

    private static bool CanAdd(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.All(static parameter => parameter.Default is null)
        && !method.DescendantTokens().Any(static token => token.ValueText == Name);
}
