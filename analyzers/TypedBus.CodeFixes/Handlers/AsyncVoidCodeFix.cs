using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2005: makes an <c>async void</c> handler return <c>Task</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AsyncVoidCodeFix() : RuleCodeFix<MethodDeclarationSyntax>("TB2005", "Return Task")
{
    private static readonly TypeSyntax _task = SyntaxFactory.ParseTypeName("global::System.Threading.Tasks.Task")
        .WithAdditionalAnnotations(Simplifier.Annotation);

    /// <inheritdoc/>
    protected override SyntaxNode Mend(MethodDeclarationSyntax node, Diagnostic diagnostic) =>
        node.WithReturnType(_task.WithTriviaFrom(node.ReturnType));
}
