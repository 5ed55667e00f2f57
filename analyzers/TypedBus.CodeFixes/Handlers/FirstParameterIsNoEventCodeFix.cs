using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2001: marks the type of the first parameter <c>[Event]</c>, where it is the user's own; its name, in words, is the subject.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class FirstParameterIsNoEventCodeFix() : RuleCodeFix<MethodDeclarationSyntax>("TB2001", "Mark its type [Event]")
{
    /// <inheritdoc/>
    protected override async Task<Solution?> MendAsync(
        Document document, SyntaxNode root, MethodDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var type = model!.GetDeclaredSymbol(node, cancellationToken)?.Parameters.FirstOrDefault()?.Type;
        return await EventMark.AddAsync(document, type, cancellationToken).ConfigureAwait(false);
    }
}
