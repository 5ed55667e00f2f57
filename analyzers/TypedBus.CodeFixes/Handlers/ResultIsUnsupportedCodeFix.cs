using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2004: returns a task that is never null, and an <c>IEnumerable</c> in place of a collection of events.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ResultIsUnsupportedCodeFix() : RuleCodeFix<MethodDeclarationSyntax>("TB2004", "Return what can be published")
{
    /// <inheritdoc/>
    protected override async Task<Solution?> MendAsync(
        Document document, SyntaxNode root, MethodDeclarationSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var result = FindResult(node, model!.GetDeclaredSymbol(node, cancellationToken));
        return result is null
            ? null
            : document.WithSyntaxRoot(root.ReplaceNode(node.ReturnType, result.WithTriviaFrom(node.ReturnType))).Project.Solution;
    }

    private static TypeSyntax? FindResult(MethodDeclarationSyntax node, IMethodSymbol? method)
    {
        if (method is null || method.ReturnsByRef || method.ReturnsByRefReadonly || TakesBatches(method))
        {
            return null;
        }

        if (node.ReturnType is NullableTypeSyntax { ElementType: var task } && method.ReturnType is { Name: nameof(Task), IsReferenceType: true })
        {
            return task;
        }

        var element = method.ReturnType.AllInterfaces
            .FirstOrDefault(static type => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
            ?.TypeArguments[0];
        return element is not null && IsEvent(element)
            ? SyntaxFactory.ParseTypeName($"global::System.Collections.Generic.IEnumerable<{element.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}>")
                .WithAdditionalAnnotations(Simplifier.Annotation)
            : null;
    }

    private static bool TakesBatches(IMethodSymbol method) =>
        method.Parameters is [{ Type.OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IReadOnlyList_T }, ..];

    private static bool IsEvent(ITypeSymbol type) =>
        type.GetAttributes().Any(static attribute => attribute.AttributeClass?.ToDisplayString() == "TypedBus.EventAttribute");
}
