using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedBus.Analyzers.Tests.Declarations;

/// <summary>Generated code is left alone; what the user has written beside it is not.</summary>
public sealed class GeneratedCodeTests
{
    [Fact]
    public void Mistake_In_Generated_Code_Is_Nothing() => Assert.Empty(Run(
        ("Shop.g.cs", "using TypedBus; [Event(\"\")] public sealed record A; public sealed class Billing { [Handler] public void Bill() { } }")));

    [Theory]
    [InlineData("[Event(\"\")] public sealed partial record A;", "public sealed partial record A;", "TB1003")]
    [InlineData("[Event(\"a\")] public sealed partial class A;", "public sealed partial class A;", "TB1010")]
    [InlineData("public sealed partial class A { [Handler] public void Bill() { } }", "public sealed partial class A;", "TB2001")]
    [InlineData("public partial class A : Base<string>;", "public partial class A; public class Base<T> { [Handler] public void M(T t) { } }", "TB2001")]
    [InlineData("public partial class A { [Handler] public partial void M(); }", "public partial class A { public partial void M() { } }", "TB2001")]
    public void Mistake_Beside_Generated_Code_Is_Told_Where_The_User_Wrote(string own, string generated, string rule)
    {
        var diagnostic = Assert.Single(Run(("A.g.cs", "using TypedBus; " + generated), ("A.cs", "using TypedBus; " + own)));

        Assert.Equal((rule, "A.cs"), (diagnostic.Id, diagnostic.Location.SourceTree!.FilePath));
    }

    private static ImmutableArray<Diagnostic> Run(params (string Path, string Text)[] files) => TestSources.RunAll(
        TestSources.Compile().AddSyntaxTrees(
            files.Select(static file => CSharpSyntaxTree.ParseText(file.Text, TestSources.ParseOptions, file.Path))));
}
