using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.Generators.Tests.Harness;

/// <summary>What happens to a compilation while somebody works on it.</summary>
internal static class Edits
{
    /// <summary>Gets the compilation after each of the edits that mean nothing to the generator.</summary>
    public static IEnumerable<(string Name, CSharpCompilation Compilation)> Unrelated(CSharpCompilation compilation, TestProject project)
    {
        yield return ("another file is added", AddFile(compilation, "internal sealed class Unrelated { internal int Value() => 1; }"));
        yield return (
            "references are emitted again", compilation.WithReferences([.. TestReferences.Framework, .. project.CreateReferences()]));
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (Replace<MethodDeclarationSyntax>(compilation, tree, HasHandlerBody, EditBody) is { } bodies)
            {
                yield return ("bodies of handlers are edited", bodies);
            }

            if (Replace<TypeDeclarationSyntax>(compilation, tree, IsEvent, AddComment) is { } comments)
            {
                yield return ("events are commented", comments);
            }
        }
    }

    /// <summary>Changes what the first event or handler is marked with. Where there is none, an event is added.</summary>
    public static CSharpCompilation EditAnnotation(CSharpCompilation compilation)
    {
        foreach (var (name, argument) in new[] { ("Event", string.Empty), ("Handler", "Group = \"edited\"") })
        {
            foreach (var tree in compilation.SyntaxTrees)
            {
                var attributes = tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>();
                if (attributes.FirstOrDefault(item => IsNamed(item, name)) is { } attribute)
                {
                    var edited = name == "Event" ? AppendToSubject(attribute) : AddArgument(attribute, argument);
                    return WithRoot(compilation, tree, tree.GetRoot().ReplaceNode(attribute, edited));
                }
            }
        }

        return AddEvent(compilation);
    }

    public static CSharpCompilation ReplaceText(CSharpCompilation compilation, string text, string replacement)
    {
        var tree = compilation.SyntaxTrees.Single(tree => tree.ToString().Contains(text, StringComparison.Ordinal));
        return compilation.ReplaceSyntaxTree(
            tree, CSharpSyntaxTree.ParseText(tree.ToString().Replace(text, replacement), TestProject.ParseOptions, tree.FilePath));
    }

    public static CSharpCompilation AddEvent(CSharpCompilation compilation) =>
        AddFile(compilation, "[TypedBus.Event(\"added\")] public sealed record Added;");

    /// <summary>Gets the compilation with its source in other orders: of the files, and of the declarations in them.</summary>
    public static IEnumerable<CSharpCompilation> Shuffled(CSharpCompilation compilation)
    {
        var trees = compilation.SyntaxTrees;
        var reversed = trees
            .Select(static tree => tree.WithRootAndOptions(new MemberReverser().Visit(tree.GetRoot()), tree.Options))
            .ToArray();
        yield return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees.Reverse());
        yield return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees.Skip(1).Concat(trees.Take(1)));
        yield return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(reversed);
        yield return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(reversed.Reverse());
    }

    private static CSharpCompilation AddFile(CSharpCompilation compilation, string source) =>
        compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, TestProject.ParseOptions, path: "Added.cs"));

    private static CSharpCompilation? Replace<TNode>(
        CSharpCompilation compilation, SyntaxTree tree, Func<TNode, bool> isMeant, Func<TNode, SyntaxNode> edit)
        where TNode : SyntaxNode
    {
        var nodes = tree.GetRoot().DescendantNodes().OfType<TNode>().Where(isMeant).ToArray();
        return nodes.Length == 0
            ? null
            : WithRoot(compilation, tree, tree.GetRoot().ReplaceNodes(nodes, (_, node) => edit(node)));
    }

    private static CSharpCompilation WithRoot(CSharpCompilation compilation, SyntaxTree tree, SyntaxNode root) =>
        compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(root.ToFullString(), TestProject.ParseOptions, tree.FilePath));

    private static bool HasHandlerBody(MethodDeclarationSyntax method) =>
        Marks(method.AttributeLists, "Handler") && (method.Body is not null || method.ExpressionBody is not null);

    private static bool IsEvent(TypeDeclarationSyntax type) => Marks(type.AttributeLists, "Event");

    private static SyntaxNode EditBody(MethodDeclarationSyntax method) => method.Body is { } body
        ? method.WithBody(body.WithStatements(body.Statements.Insert(0, SyntaxFactory.ParseStatement("var edited = 1; edited++;"))))
        : method.WithExpressionBody(method.ExpressionBody!.WithLeadingTrivia(SyntaxFactory.Comment("/* edited */")));

    private static SyntaxNode AddComment(TypeDeclarationSyntax type) =>
        type.WithIdentifier(type.Identifier.WithTrailingTrivia(SyntaxFactory.Comment(" /* edited */ ")));

    private static bool Marks(SyntaxList<AttributeListSyntax> lists, string name) =>
        lists.SelectMany(static list => list.Attributes).Any(attribute => IsNamed(attribute, name));

    private static bool IsNamed(AttributeSyntax attribute, string name) => attribute.Name.ToString().Split('.').Last() == name;

    private static AttributeSyntax AppendToSubject(AttributeSyntax attribute)
    {
        var literal = attribute.DescendantNodes().OfType<LiteralExpressionSyntax>().First();
        return attribute.ReplaceNode(literal, SyntaxFactory.ParseExpression($"\"{literal.Token.ValueText}.edited\""));
    }

    private static AttributeSyntax AddArgument(AttributeSyntax attribute, string argument) =>
        attribute.WithArgumentList(SyntaxFactory.ParseAttributeArgumentList(
            attribute.ArgumentList is { Arguments.Count: > 0 } list ? $"({list.Arguments.ToFullString()}, {argument})" : $"({argument})"));

    /// <summary>Turns the order of types and methods round. Statements stay before declarations, as the language asks.</summary>
    private sealed class MemberReverser : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitCompilationUnit(CompilationUnitSyntax node)
        {
            var visited = (CompilationUnitSyntax)base.VisitCompilationUnit(node)!;
            return visited.WithMembers(Reverse(visited.Members));
        }

        public override SyntaxNode? VisitNamespaceDeclaration(NamespaceDeclarationSyntax node)
        {
            var visited = (NamespaceDeclarationSyntax)base.VisitNamespaceDeclaration(node)!;
            return visited.WithMembers(Reverse(visited.Members));
        }

        public override SyntaxNode? VisitFileScopedNamespaceDeclaration(FileScopedNamespaceDeclarationSyntax node)
        {
            var visited = (FileScopedNamespaceDeclarationSyntax)base.VisitFileScopedNamespaceDeclaration(node)!;
            return visited.WithMembers(Reverse(visited.Members));
        }

        public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node)
        {
            var visited = (ClassDeclarationSyntax)base.VisitClassDeclaration(node)!;
            return visited.WithMembers(Reverse(visited.Members));
        }

        private static SyntaxList<MemberDeclarationSyntax> Reverse(SyntaxList<MemberDeclarationSyntax> members) =>
        [
            .. members.Where(static member => member is GlobalStatementSyntax),
            .. members.Where(static member => member is not GlobalStatementSyntax).Reverse(),
        ];
    }
}
