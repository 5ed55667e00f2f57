using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Publishing;

/// <summary>TB3010: removes the second call. Of two time limits the user must choose.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MiddlewareIsAddedTwiceCodeFix() : RuleCodeFix<InvocationExpressionSyntax>("TB3010", "Remove the second")
{
    /// <inheritdoc/>
    protected override Task<Solution?> MendAsync(
        Document document, SyntaxNode root, InvocationExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var mended = node.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "UseTimeout" } access
            ? Remove(root, node, access.Expression)
            : null;
        return Task.FromResult(mended is null ? null : document.WithSyntaxRoot(mended).Project.Solution);
    }

    private static SyntaxNode? Remove(SyntaxNode root, InvocationExpressionSyntax call, ExpressionSyntax builder) => builder switch
    {
        IdentifierNameSyntax when call.Parent is ExpressionStatementSyntax { Parent: BlockSyntax } statement =>
            root.RemoveNode(statement, SyntaxRemoveOptions.KeepNoTrivia),
        InvocationExpressionSyntax => root.ReplaceNode(call, builder.WithTriviaFrom(call)),
        _ => null,
    };
}
