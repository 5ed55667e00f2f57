using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Events;

/// <summary>TB1013: takes the event by <c>in</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class LargeEventByValueCodeFix() : RuleCodeFix<MethodDeclarationSyntax>("TB1013", "Take the event by 'in'")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(MethodDeclarationSyntax node, Diagnostic diagnostic)
    {
        var parameter = node.ParameterList.Parameters[0];
        return IsUsedByFunction(node, parameter.Identifier.ValueText) || IsAssigned(node, parameter.Identifier.ValueText)
            ? null
            : node.ReplaceNode(parameter, parameter.WithModifiers(parameter.Modifiers.Add(
                SyntaxFactory.Token(SyntaxKind.InKeyword).WithTrailingTrivia(SyntaxFactory.Space))));
    }

    // A lambda or a local function cannot hold on to a reference.
    private static bool IsUsedByFunction(MethodDeclarationSyntax method, string name) => method.DescendantNodes()
        .Where(static node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax)
        .SelectMany(static function => function.DescendantNodes().OfType<IdentifierNameSyntax>())
        .Any(used => used.Identifier.ValueText == name);

    private static bool IsAssigned(MethodDeclarationSyntax method, string name) => method.DescendantNodes()
        .OfType<AssignmentExpressionSyntax>()
        .Any(assignment => assignment.Left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault()?.Identifier.ValueText == name);
}
