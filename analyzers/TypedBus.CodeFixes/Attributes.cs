using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace TypedBus.CodeFixes;

/// <summary>Finds, changes and adds attributes by their names, as they are written.</summary>
internal static class Attributes
{
    public static AttributeSyntax? Find(SyntaxList<AttributeListSyntax> lists, string name) =>
        lists.SelectMany(static list => list.Attributes).FirstOrDefault(attribute => IsNamed(attribute.Name, name));

    /// <summary>Makes an attribute whose full name is shortened to what the file's usings allow.</summary>
    public static AttributeListSyntax Create(string fullName, params AttributeArgumentSyntax[] arguments)
    {
        var name = SyntaxFactory.ParseName("global::" + fullName).WithAdditionalAnnotations(Simplifier.Annotation);
        var list = arguments.Length == 0 ? null : SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(arguments));
        return SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(name, list)));
    }

    /// <summary>Puts an attribute on a line of its own above a member.</summary>
    public static MemberDeclarationSyntax Add(MemberDeclarationSyntax member, AttributeListSyntax attribute)
    {
        var trivia = member.GetLeadingTrivia();
        var indent = trivia.Count > 0 && trivia.Last().IsKind(SyntaxKind.WhitespaceTrivia)
            ? SyntaxFactory.TriviaList(trivia.Last())
            : SyntaxFactory.TriviaList();
        var lists = member.AttributeLists;
        var below = lists.Count == 0
            ? member.WithLeadingTrivia(indent)
            : member.WithAttributeLists(lists.Replace(lists[0], lists[0].WithLeadingTrivia(indent)));
        return below.WithAttributeLists(below.AttributeLists.Insert(
            0, attribute.WithLeadingTrivia(trivia).WithTrailingTrivia(FindLineEnd(member))));
    }

    public static SyntaxList<AttributeListSyntax> Remove(SyntaxList<AttributeListSyntax> lists, AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        return list.Attributes.Count == 1
            ? lists.Remove(list)
            : lists.Replace(list, list.WithAttributes(list.Attributes.Remove(attribute)));
    }

    private static bool IsNamed(NameSyntax written, string name)
    {
        var simple = written switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
            SimpleNameSyntax plain => plain.Identifier.ValueText,
            _ => string.Empty,
        };
        return simple == name || simple == name + nameof(Attribute);
    }

    // As the file has it, whatever the machine's custom.
    private static SyntaxTrivia FindLineEnd(SyntaxNode node) =>
        node.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            is { RawKind: not 0 } found
            ? found
            : SyntaxFactory.ElasticLineFeed;
}
