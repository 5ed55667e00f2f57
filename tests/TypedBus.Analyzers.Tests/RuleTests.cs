using System.Text.RegularExpressions;
using TypedBus.Tests.Shared;

namespace TypedBus.Analyzers.Tests;

/// <summary>What holds for every rule and every fix.</summary>
public sealed partial class RuleTests
{
    private static readonly string[] _families = ["Events", "Handlers", "Publishing", "Contracts"];

    [Fact]
    public void Ids_Are_Of_Their_Family_And_Of_One_Rule()
    {
        Assert.Equal(Product.Rules.Length, Product.Rules.Select(static rule => rule.Id).Distinct().Count());
        Assert.All(Product.Rules, static rule => Assert.Matches($"^TB{Array.IndexOf(_families, rule.Category) + 1}[0-9]{{3}}$", rule.Id));
    }

    // The compiler's own check of the release tables does not see all ways to make a rule.
    [Fact]
    public void Release_Tables_List_All_Rules()
    {
        var listed = new[] { "Shipped", "Unshipped" }
            .Select(static part => Repository.PathOf("analyzers", "TypedBus.Analyzers", $"AnalyzerReleases.{part}.md"))
            .SelectMany(static file => Row().Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value));

        Assert.Equal(
            Product.Rules.Select(static rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity}"),
            listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_Rule_Has_A_File_And_Tests_Of_Its_Name_In_Its_Family() => Assert.All(ListNames(), static row =>
    {
        Assert.True(File.Exists(Repository.PathOf("analyzers", "TypedBus.Analyzers", row.Family, row.Name + ".cs")), row.Name);
        if (row.HasFix)
        {
            Assert.True(File.Exists(Repository.PathOf("analyzers", "TypedBus.CodeFixes", row.Family, row.Name + "CodeFix.cs")), row.Name);
            Assert.True(File.Exists(Repository.PathOf("tests", "TypedBus.Analyzers.Tests", row.Family, row.Name + "Tests.cs")), row.Name);
        }
    });

    // A rule that is registered no more is missed by the release tables and by its page; this sees that its cases are tried, too.
    [Fact]
    public void Every_Rule_Is_Triggered_By_A_Test()
    {
        var tests = Directory.EnumerateFiles(Repository.PathOf("tests", "TypedBus.Analyzers.Tests"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.PathOf("tests", "Shared"), "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj" or "TenMistakes"))
            .Select(File.ReadAllText)
            .ToArray();
        Assert.All(Product.Rules, rule => Assert.Contains(tests, text =>
            text.Contains($"{{|{rule.Id}:", StringComparison.Ordinal) || text.Contains($"\"{rule.Id}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Fixes_Are_Of_Known_Rules_And_Mend_All_At_Once()
    {
        var rules = Product.Rules.Select(static rule => rule.Id).ToHashSet();
        Assert.All(Product.Fixes, fix =>
        {
            Assert.All(fix.FixableDiagnosticIds, id => Assert.Contains(id, rules));
            Assert.NotNull(fix.GetFixAllProvider());
        });
    }

    private static IEnumerable<(string Family, string Name, bool HasFix)> ListNames() =>
        Row().Matches(File.ReadAllText(Repository.PathOf("analyzers", "TypedBus.Analyzers", "AnalyzerReleases.Unshipped.md")))
            .Select(static match => (match.Groups[2].Value, match.Groups[3].Value, HasFix(match.Value)));

    private static bool HasFix(string row) => Product.Rules.Any(rule => row.StartsWith(rule.Id, StringComparison.Ordinal) && Product.HasFix(rule));

    [GeneratedRegex(@"^(TB\d{4} \| (\w+) \| \w+) \| (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
