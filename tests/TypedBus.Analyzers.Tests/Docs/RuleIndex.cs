using System.Text;

namespace TypedBus.Analyzers.Tests.Docs;

/// <summary>The list of all rules, <c>docs/rules/README.md</c>.</summary>
internal static class RuleIndex
{
    public static string FilePath { get; } = Path.Combine(RulePage.Folder, "README.md");

    private const string FromTheSdk = """

        ## From the SDK
        What the SDK's own analyzers find is not found again. The package raises two of them from hints to warnings, for the whole project, since a severity
        cannot be set for handlers alone: `CA2016` (a token at hand that is not passed on) and `CA2012` (a `ValueTask` that is dropped or used twice).
        `CS4014` (a call that is not awaited) is a warning already. `CA1031` (catching everything) is left as it is: it would speak far beyond
        handlers, where one does no harm that the failure policy would not do better. Your own `.editorconfig` has the last word on all of them.

        """;

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

        return text.Append(FromTheSdk).ToString();
    }
}
