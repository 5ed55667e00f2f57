using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Events;

/// <summary>TB1007: removes <c>[OrderKey]</c> from where nobody reads it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OrderKeyIsMisplacedCodeFix() : RuleCodeFix<SyntaxNode>("TB1007", "Remove [OrderKey]")
{
    /// <inheritdoc/>
    protected override Task<Solution?> MendAsync(
        Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var marked = node.FirstAncestorOrSelf<SyntaxNode>(static part => part is ParameterSyntax or MemberDeclarationSyntax);
        return Task.FromResult(Unmark(marked) is { } unmarked
            ? document.WithSyntaxRoot(root.ReplaceNode(marked!, unmarked.WithLeadingTrivia(marked!.GetLeadingTrivia()))).Project.Solution
            : null);
    }

    private static SyntaxNode? Unmark(SyntaxNode? marked) => marked switch
    {
        ParameterSyntax parameter when Attributes.Find(parameter.AttributeLists, "OrderKey") is { } attribute =>
            parameter.WithAttributeLists(Attributes.Remove(parameter.AttributeLists, attribute)),
        MemberDeclarationSyntax member when Attributes.Find(member.AttributeLists, "OrderKey") is { } attribute =>
            member.WithAttributeLists(Attributes.Remove(member.AttributeLists, attribute)),
        _ => null,
    };
}
