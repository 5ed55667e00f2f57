using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2011: takes the context of the event, or the plain one where the handler takes batches.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ContextOfAnotherEventCodeFix() : RuleCodeFix<MethodDeclarationSyntax>("TB2011", "Take the context of the event")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(MethodDeclarationSyntax node, Diagnostic diagnostic) =>
        SuggestionOf(diagnostic) is { } context && node.ParameterList.Parameters.FirstOrDefault(IsContext)?.Type is { } type
            ? node.ReplaceNode(type, SyntaxFactory.ParseTypeName(context).WithTriviaFrom(type).WithAdditionalAnnotations(Simplifier.Annotation))
            : null;

    private static bool IsContext(ParameterSyntax parameter) =>
        parameter.Type?.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault()?.Identifier.ValueText == "EventContext";
}
