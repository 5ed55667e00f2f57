using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests;

/// <summary>The generator remembers what it has read of declarations. After any edit it generates what one that has run never before does.</summary>
public sealed class EditTests
{
    private static readonly string[] _sources =
    [
        """
        using TypedBus;

        namespace Shop;

        [Event(Names.Placed)]
        public sealed record Placed(int Id);

        public sealed class Billing(IStore store) : Base<Placed>
        {
            private readonly IStore _store = store;

            [Handler(Attempts = Names.Attempts)]
            public void Bill(Placed placed, IStore other)
            {
                var count = 1;
                System.Console.WriteLine($"{_store} {count}");
            }
        }
        """,
        """
        using TypedBus;

        namespace Shop;

        public static class Names
        {
            public const string Placed = "orders.placed";
            public const int Attempts = 3;
            private static readonly int _count = 10;

            public static int Count() => _count;

            public static int Next()
            {
                return 20;
            }
        }

        public interface IStore;

        public abstract class Base<T>
        {
            [Handler(Group = "base")]
            public void Hear(T item)
            {
            }
        }
        """,
    ];

    [Theory]
    [InlineData("\"orders.placed\"", "\"orders.moved\"")]
    [InlineData("Attempts = 3", "Attempts = 4")]
    [InlineData("interface IStore;", "interface IStore2; public interface IStore : IStore2;", false)]
    [InlineData("interface IStore;", "interface IStore2;")]
    [InlineData("Group = \"base\"", "Group = \"other\"")]
    [InlineData("namespace Shop;\n\npublic static", "namespace Shop;\n\npublic sealed class EventAttribute : System.Attribute;\n\npublic static")]
    [InlineData("_count = 10", "_count = 11", false)]
    [InlineData("=> _count", "=> _count + 1", false)]
    [InlineData("return 20", "return 21", false)]
    [InlineData("var count = 1", "var count = 2", false)]
    public void What_was_read_before_is_never_stale(string text, string replacement, bool isOther = true)
    {
        var project = new TestProject { Sources = [.. _sources] };
        var compilation = project.CreateCompilation();
        var driver = CreateDriver().RunGenerators(compilation);
        var before = ReadFiles(driver);
        Assert.Contains("orders.placed", before, StringComparison.Ordinal);

        var edited = Edits.ReplaceText(compilation, text, replacement);
        driver = driver.RunGenerators(edited);
        var after = ReadFiles(driver);
        Assert.Equal(ReadFiles(CreateDriver().RunGenerators(edited)), after);
        Assert.Equal(isOther, before != after);

        // And back again.
        Assert.Equal(before, ReadFiles(driver.RunGenerators(compilation)));
    }

    [Fact]
    public void Other_references_are_read_anew()
    {
        var compilation = new TestProject { Sources = [.. _sources] }.CreateCompilation();
        var driver = CreateDriver().RunGenerators(compilation);

        var library = compilation.References.Single(reference =>
            compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol { Name: "TypedBus" });
        var edited = compilation.RemoveReferences(library);

        Assert.Equal(ReadFiles(CreateDriver().RunGenerators(edited)), ReadFiles(driver.RunGenerators(edited)));
    }

    private static CSharpGeneratorDriver CreateDriver() =>
        CSharpGeneratorDriver.Create([new TypedBusGenerator().AsSourceGenerator()], parseOptions: TestProject.ParseOptions);

    private static string ReadFiles(GeneratorDriver driver) => string.Join('\n', driver.GetRunResult().Results.Single().GeneratedSources
        .OrderBy(static source => source.HintName, StringComparer.Ordinal)
        .Select(static source => $"{source.HintName}\n{source.SourceText}"));
}
