using System.Composition;
using System.Linq;
using System.Text;
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
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsGenericType: false, IsStatic: false, IsRefLikeType: false }
            || type.DeclaringSyntaxReferences is not [var reference, ..]
            || document.Project.Solution.GetDocument(reference.SyntaxTree) is not { } home)
        {
            return null;
        }

        var declaration = (MemberDeclarationSyntax)await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        var homeRoot = await reference.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var subject = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(ToSubject(type.Name)));
        var marked = Attributes.Add(declaration, Attributes.Create("TypedBus.Event", SyntaxFactory.AttributeArgument(subject)));
        return home.WithSyntaxRoot(homeRoot.ReplaceNode(declaration, marked)).Project.Solution;
    }

    // OrderPlaced is "order.placed".
    private static string ToSubject(string name)
    {
        var subject = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsUpper(character) && subject.Length > 0)
            {
                subject.Append('.');
            }

            subject.Append(char.ToLowerInvariant(character));
        }

        return subject.ToString();
    }
}
