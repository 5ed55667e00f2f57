using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2014: marks the constructor with the most parameters, as the container itself would choose it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SeveralConstructorsCodeFix() : RuleCodeFix<TypeDeclarationSyntax>("TB2014", "Mark the constructor with the most parameters")
{
    private const string Mark = "ActivatorUtilitiesConstructor";

    /// <inheritdoc/>
    protected override SyntaxNode? Mend(TypeDeclarationSyntax node, Diagnostic diagnostic)
    {
        var constructors = node.Members.OfType<ConstructorDeclarationSyntax>().Where(IsOpen)
            .OrderByDescending(static constructor => constructor.ParameterList.Parameters.Count)
            .ToArray();
        return constructors.Length > 0
            && !constructors.Any(static constructor => Attributes.Find(constructor.AttributeLists, Mark) is not null)
                ? node.ReplaceNode(
                    constructors[0],
                    Attributes.Add(constructors[0], Attributes.Create("Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructor")))
                : null;
    }

    private static bool IsOpen(ConstructorDeclarationSyntax constructor) =>
        constructor.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword);
}
