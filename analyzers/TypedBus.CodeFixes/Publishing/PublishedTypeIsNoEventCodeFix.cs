using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Publishing;

/// <summary>TB3002: marks the type as an event, where it is in source and can be one, with a subject made of its name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PublishedTypeIsNoEventCodeFix() : RuleCodeFix<InvocationExpressionSyntax>("TB3002", "Mark the type [Event]")
{
    /// <inheritdoc/>
    protected override async Task<Solution?> MendAsync(
        Document document, SyntaxNode root, InvocationExpressionSyntax node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return model?.GetSymbolInfo(node, cancellationToken).Symbol is IMethodSymbol { TypeArguments: [INamedTypeSymbol type] } && CanBeEvent(type)
            ? await EventMark.AddAsync(document, type, cancellationToken).ConfigureAwait(false)
            : null;
    }

    // A base type is heard of as such, and what generated code may not name would only be wrong in another way.
    private static bool CanBeEvent(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsGenericType || outer.IsFileLocal || outer.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal))
            {
                return false;
            }
        }

        return type is { IsAbstract: false, IsTupleType: false };
    }
}
