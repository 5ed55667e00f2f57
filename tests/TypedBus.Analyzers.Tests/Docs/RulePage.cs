using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TypedBus.Tests.Shared;

namespace TypedBus.Analyzers.Tests.Docs;

/// <summary>A page of <c>docs/rules</c>. What stands above its first section is written from the rule itself.</summary>
internal sealed partial class RulePage
{
    /// <summary>The headings that every page has, in this order.</summary>
    public static readonly string[] Headings = ["Cause", "Why", "Bad", "Good", "When to switch it off"];

    /// <summary>What stands beside each example: the usings of a new project, two events, and a service.</summary>
    public const string Beside = """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.Extensions.DependencyInjection;
        global using TypedBus;

        [Event("orders.placed")] public sealed record OrderPlaced(Guid OrderId, decimal Total);
        [Event("orders.billed")] public sealed record OrderBilled(Guid OrderId);
        public interface ILedger;
        """;

    /// <summary>What the two events are in the contracts file that an example has beside it.</summary>
    public const string ContractsBeside = """
        event orders.billed v1 = OrderBilled
        event orders.billed v1 [0] OrderId: Guid
        event orders.placed v1 = OrderPlaced
        event orders.placed v1 [0] OrderId: Guid
        event orders.placed v1 [1] Total: decimal

        """;

    private readonly string _text;

    private RulePage(string text) => _text = text;

    public static string Folder { get; } = Repository.PathOf("docs", "rules");

    public IEnumerable<string> ActualHeadings => HeadingLine().Matches(_text).Select(static match => match.Groups[1].Value);

    public string Header => _text[.._text.IndexOf("## ", StringComparison.Ordinal)];

    public static string PathOf(string id) => Path.Combine(Folder, id + ".md");

    public static RulePage Read(string id) => new(File.ReadAllText(PathOf(id)));

    /// <summary>Writes what stands above the first section.</summary>
    public static string WriteHeader(DiagnosticDescriptor rule) => $"""
        # {rule.Id}: {rule.Title}
        | | |
        | --- | --- |
        | Category | {rule.Category} |
        | Severity | {rule.DefaultSeverity} |
        | Fix | {(Product.HasFix(rule) ? "yes" : "no")} |
        | Speaks | {(Product.IsOfBuild(rule) ? "in a build" : "while you type")} |


        """;

    public string WithHeader(string header) => header + _text[Header.Length..];

    /// <summary>Gets the examples of a section, each a file.</summary>
    public IReadOnlyList<string> ExamplesOf(string heading) =>
        [.. Example().Matches(SectionOf(heading)).Select(static match => match.Groups[1].Value)];

    /// <summary>Gets the contracts file beside the examples of a section, or null where there is none.</summary>
    public string? ContractsOf(string heading) =>
        Contracts().Match(SectionOf(heading)) is { Success: true } match ? match.Groups[1].Value : null;

    private string SectionOf(string heading)
    {
        var start = _text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        var end = _text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return _text[start..(end < 0 ? _text.Length : end)];
    }

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex HeadingLine();

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("^```text\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Contracts();
}
