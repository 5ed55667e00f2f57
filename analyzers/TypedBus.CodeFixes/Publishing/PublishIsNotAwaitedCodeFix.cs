using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Publishing;

/// <summary>TB3001: awaits all such calls of a function, and makes it async where no caller can be hurt by that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PublishIsNotAwaitedCodeFix() : RuleCodeFix<InvocationExpressionSyntax>("TB3001", "Await it")
{
    /// <inheritdoc/>
    protected override async Task<Solution?> MendAsync(
        Document document, SyntaxNode root, InvocationExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return model is not null && AwaitedFunction.Make(node, model, cancellationToken) is var (function, mended)
            ? document.WithSyntaxRoot(root.ReplaceNode(function, mended)).Project.Solution
            : null;
    }
}
