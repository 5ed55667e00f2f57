using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.CodeFixes.Events;

/// <summary>TB1015: keeps the event in the process. A package is for the user to add.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EventHasNoSerializerCodeFix() : RuleCodeFix<TypeDeclarationSyntax>("TB1015", "Keep it in the process")
{
    /// <inheritdoc/>
    protected override SyntaxNode? Mend(TypeDeclarationSyntax node, Diagnostic diagnostic) =>
        Attributes.Find(node.AttributeLists, "Event") is { ArgumentList.Arguments: var arguments } mark
        && arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "Transport") is { } transport
            ? node.ReplaceNode(mark, mark.WithArgumentList(mark.ArgumentList!.WithArguments(arguments.Remove(transport))))
            : null;
}
