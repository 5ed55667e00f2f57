using System;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using TypedBus.Shapes;

namespace TypedBus.CodeFixes.Declarations;

/// <summary>TB0001: mends handlers where there is one way to do it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class HandlerOrEventIsIllegalCodeFix : CodeFixProvider
{
    private static readonly TypeSyntax _task =
        SyntaxFactory.ParseTypeName("global::System.Threading.Tasks.Task").WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["TB0001"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            // An inherited handler is reported at the class that inherits it, where there is nothing to mend.
            if (root?.FindNode(diagnostic.Location.SourceSpan) is MethodDeclarationSyntax method
                && diagnostic.Properties.TryGetValue(nameof(Remedy), out var name)
                && Enum.TryParse<Remedy>(name, out var remedy)
                && Mend(method, remedy) is { } mended)
            {
                var title = remedy == Remedy.ReturnTask ? "Return Task" : "Take the event by value";
                context.RegisterCodeFix(
                    CodeAction.Create(
                        title,
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(method, mended))),
                        equivalenceKey: remedy.ToString()),
                    diagnostic);
            }
        }
    }

    private static MethodDeclarationSyntax? Mend(MethodDeclarationSyntax method, Remedy remedy) => remedy switch
    {
        Remedy.ReturnTask => method.WithReturnType(_task.WithTriviaFrom(method.ReturnType)),
        Remedy.TakeByValue when method.ParameterList.Parameters is [var first, ..] => method.ReplaceNode(first, ByValue(first)),
        _ => null,
    };

    private static ParameterSyntax ByValue(ParameterSyntax parameter) => parameter
        .WithModifiers(SyntaxFactory.TokenList(parameter.Modifiers.Where(static modifier => !modifier.IsKind(SyntaxKind.InKeyword))))
        .WithLeadingTrivia(parameter.GetLeadingTrivia())
        .WithAdditionalAnnotations(Formatter.Annotation);
}
