using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes;

/// <summary>Marks types as events.</summary>
internal static class EventMark
{
    /// <summary>Marks a type <c>[Event]</c>, its name, in words, being the subject; null where it is not the user's own, or can be none.</summary>
    public static async Task<Solution?> AddAsync(Document document, ITypeSymbol? type, CancellationToken cancellationToken)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsGenericType: false, IsStatic: false, IsRefLikeType: false }
            || type.DeclaringSyntaxReferences is not [var reference, ..]
            || document.Project.Solution.GetDocument(reference.SyntaxTree) is not { } home
            || await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not MemberDeclarationSyntax declaration)
        {
            return null;
        }

        var root = await reference.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        var subject = SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(ToSubject(type.Name)));
        var marked = Attributes.Add(declaration, Attributes.Create("TypedBus.Event", SyntaxFactory.AttributeArgument(subject)));
        return home.WithSyntaxRoot(root.ReplaceNode(declaration, marked)).Project.Solution;
    }

    // OrderPlaced is "order.placed", and URLSeen is "url.seen".
    private static string ToSubject(string name)
    {
        var subject = new StringBuilder();
        for (var index = 0; index < name.Length; index++)
        {
            if (index > 0
                && char.IsUpper(name[index])
                && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1]))))
            {
                subject.Append('.');
            }

            subject.Append(char.ToLowerInvariant(name[index]));
        }

        return subject.ToString();
    }
}
