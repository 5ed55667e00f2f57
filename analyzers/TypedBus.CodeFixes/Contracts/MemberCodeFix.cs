using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace TypedBus.CodeFixes.Contracts;

/// <summary>Mends MessagePack's marks on a member: a property, a field, or a record's parameter, of which the property is marked.</summary>
/// <param name="id">The rule.</param>
/// <param name="title">What the fix does, for the menu.</param>
public abstract class MemberCodeFix(string id, string title) : RuleCodeFix<SyntaxNode>(id, title)
{
    /// <inheritdoc/>
    protected sealed override Task<Solution?> MendAsync(
        Document document, SyntaxNode root, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var member = node.FirstAncestorOrSelf<SyntaxNode>(static part => part is ParameterSyntax or MemberDeclarationSyntax);
        return Task.FromResult(member is ParameterSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax
            && MendMember(member, diagnostic) is { } mended
                ? document.WithSyntaxRoot(root.ReplaceNode(member, mended)).Project.Solution
                : null);
    }

    /// <summary>Mends the member, or gives null where the user must decide.</summary>
    protected abstract SyntaxNode? MendMember(SyntaxNode member, Diagnostic diagnostic);

    private protected static SyntaxList<AttributeListSyntax> AttributesOf(SyntaxNode member) =>
        member is ParameterSyntax parameter ? parameter.AttributeLists : ((MemberDeclarationSyntax)member).AttributeLists;

    private protected static ExpressionSyntax Number(string key) => SyntaxFactory.LiteralExpression(
        SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(int.Parse(key, CultureInfo.InvariantCulture)));

    private protected static SyntaxNode Mark(SyntaxNode member, AttributeListSyntax mark)
    {
        if (member is MemberDeclarationSyntax declaration)
        {
            return Attributes.Add(declaration, mark);
        }

        var parameter = (ParameterSyntax)member;
        var target = SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Token(SyntaxKind.PropertyKeyword));
        return parameter.WithoutLeadingTrivia()
            .AddAttributeLists(mark.WithTarget(target).WithTrailingTrivia(SyntaxFactory.Space))
            .WithLeadingTrivia(parameter.GetLeadingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation);
    }
}
