using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.Analyzers.Tests.Docs;

/// <summary>
/// Every rule has a page, whose bad example brings exactly that rule, and whose good one none at all. What is written from the rules
/// themselves, the index and the head of each page, is written anew with UPDATE_SNAPSHOTS=1 in the environment.
/// </summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Ids => [.. Product.Rules.Select(static rule => rule.Id)];

    private static bool Updates => Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_Has_Its_Head_And_Sections(string id)
    {
        var page = RulePage.Read(id);
        var header = RulePage.WriteHeader(Product.Rules.Single(rule => rule.Id == id));
        if (Updates)
        {
            File.WriteAllText(RulePage.PathOf(id), page.WithHeader(header));
            return;
        }

        Assert.Equal(header, page.Header);
        Assert.Equal(RulePage.Headings, page.ActualHeadings);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Bad_Brings_That_Rule_Alone_And_Good_None(string id)
    {
        var page = RulePage.Read(id);

        Assert.NotEmpty(page.ExamplesOf("Bad"));
        Assert.NotEmpty(page.ExamplesOf("Good"));
        var isOfBytes = Product.Rules.Single(rule => rule.Id == id).Category == "Contracts";
        Assert.All(page.ExamplesOf("Bad"), example => Assert.Equal([id], Run(example, page.ContractsOf("Bad"), isOfBytes)));
        Assert.All(page.ExamplesOf("Good"), example => Assert.Empty(Run(example, page.ContractsOf("Good"), isOfBytes)));
    }

    [Fact]
    public void Index_Lists_All_Rules()
    {
        var index = RuleIndex.Write();
        if (Updates)
        {
            File.WriteAllText(RuleIndex.FilePath, index);
        }

        Assert.Equal(index, File.ReadAllText(RuleIndex.FilePath));
    }

    [Fact]
    public void There_Are_No_Other_Pages() => Assert.Equal(
        Product.Rules.Select(static rule => rule.Id + ".md").Append("README.md").Order(StringComparer.Ordinal),
        Directory.GetFiles(RulePage.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    // An example with statements at its top is an application; another is a library. Those about bytes have the package for them.
    private static IEnumerable<string> Run(string example, string? contracts, bool isOfBytes)
    {
        var compilation = TestSources.Compile(RulePage.Beside, example).AddReferences(isOfBytes ? TestSources.MessagePack : []);
        if (compilation.SyntaxTrees[1].GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any())
        {
            compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));
        }

        Assert.Empty(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var files = contracts is null ? [] : new[] { new TextFile("TypedBus.Contracts.Shipped.txt", RulePage.ContractsBeside + contracts) };
        return TestSources.RunAll(compilation, files).Select(static diagnostic => diagnostic.Id).Distinct();
    }
}
