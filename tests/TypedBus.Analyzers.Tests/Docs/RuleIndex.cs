using System.Text;

namespace TypedBus.Analyzers.Tests.Docs;

/// <summary>The list of all rules, <c>docs/rules/README.md</c>.</summary>
internal static class RuleIndex
{
    public static string FilePath { get; } = Path.Combine(RulePage.Folder, "README.md");

    public static string Write()
    {
        var text = new StringBuilder($"""
            # Rules
            {Product.Rules.Length} rules, {Product.Rules.Count(Product.HasFix)} of them with a fix. They come with the package, and speak while you type; those marked *build* need the whole
            compilation. Change the severity of one in `.editorconfig`: `dotnet_diagnostic.TB1008.severity = error`.

            The examples of the pages are compiled by a test: beside them stand the usings of a new project, the events `OrderPlaced` and
            `OrderBilled`, and an interface `ILedger`.

            """);
        foreach (var family in Product.Rules.GroupBy(static rule => rule.Category))
        {
            text.Append($"\n## {family.Key}\n| rule | what it finds | severity | fix | |\n| --- | --- | --- | --- | --- |\n");
            foreach (var rule in family)
            {
                text.Append($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.DefaultSeverity} | {(Product.HasFix(rule) ? "yes" : "")} ");
                text.Append($"| {(Product.IsOfBuild(rule) ? "build" : "")} |\n");
            }
        }

        return text.ToString();
    }
}
