using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Handlers;

/// <summary>TB2015: removes the argument, which takes the default.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class OptionIsIllegalCodeFix() : RuleCodeFix<MethodDeclarationSyntax>("TB2015", "Take the default")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(MethodDeclarationSyntax node, Diagnostic diagnostic)
    {
        var list = Attributes.Find(node.AttributeLists, "Handler")?.ArgumentList;
        var argument = list?.Arguments.FirstOrDefault(part => part.NameEquals?.Name.Identifier.ValueText == SuggestionOf(diagnostic));
        if (list is null || argument is null)
        {
            return null;
        }

        return list.Arguments.Count == 1
            ? node.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)
            : node.ReplaceNode(list, list.WithArguments(list.Arguments.Remove(argument)));
    }
}
