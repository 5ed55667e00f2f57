using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Events;

/// <summary>TB1002: makes an event, and the types around it, internal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EventIsInaccessibleCodeFix() : RuleCodeFix<TypeDeclarationSyntax>("TB1002", "Make it internal")
{
    /// <inheritdoc/>
    protected override Task<Solution?> MendAsync(
        Document document, SyntaxNode root, TypeDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken) =>
        Task.FromResult(Opening.Open(root, node) is { } opened ? document.WithSyntaxRoot(opened).Project.Solution : null);
}
