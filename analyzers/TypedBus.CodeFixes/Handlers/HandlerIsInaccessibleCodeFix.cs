using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2006: makes a handler, and the types around it, internal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class HandlerIsInaccessibleCodeFix() : RuleCodeFix<MemberDeclarationSyntax>("TB2006", "Make it internal")
{
    /// <inheritdoc/>
    protected override Task<Solution?> MendAsync(
        Document document, SyntaxNode root, MemberDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Task.FromResult(Opening.Open(root, node) is { } opened ? document.WithSyntaxRoot(opened).Project.Solution : null);
}
