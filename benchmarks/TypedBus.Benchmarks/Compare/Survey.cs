using System.Diagnostics;
using System.Globalization;

namespace TypedBus.Benchmarks.Compare;

/// <summary>
/// Runs the short set in several processes one after the other, and writes the medians into <c>docs/performance.md</c>, with a plot: where
/// code and data come to lie differs from process to process, and no single one is to be believed.
/// </summary>
internal static class Survey
{
    private const string Begin = "<!-- table -->";
    private const string End = "<!-- /table -->";

    /// <summary>Measures, and writes.</summary>
    /// <param name="docs">The folder of the page.</param>
    /// <param name="processes">How many processes to take the medians of.</param>
    /// <param name="native">The program of the same figures compiled ahead of time, or null.</param>
    public static int Run(string docs, int processes, string? native)
    {
        var compiled = Measure(Environment.ProcessPath!, [typeof(Survey).Assembly.Location, "compare"], processes);
        var ahead = native is null ? [] : Measure(native, [], processes);
        var page = Path.Combine(docs, "performance.md");
        var text = File.ReadAllText(page);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(page, text[..(begin + Begin.Length)] + Table(compiled, ahead, processes) + text[end..]);
        File.WriteAllText(Path.Combine(docs, "performance.svg"), Plot.Draw([.. compiled.Select(static row => (row.Name, row.Ratio))]));
        return 0;
    }

    private static List<SurveyRow> Measure(string program, string[] arguments, int processes)
    {
        var runs = new List<SurveyRow>();
        for (var process = 0; process < processes; process++)
        {
            using var child = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            while (child.StandardOutput.ReadLine() is { } line)
            {
                Console.WriteLine(line);
                if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var ours, var theirs, ..] && ScenarioList.Has(name))
                {
                    runs.Add(new SurveyRow(name, Number(ours), Number(theirs), Number(ours) / Number(theirs), string.Empty));
                }
            }

            child.WaitForExit();
        }

        return [.. ScenarioList.Names.Where(name => runs.Exists(row => row.Name == name)).Select(name => Median([.. runs.Where(row => row.Name == name)]))];
    }

    private static SurveyRow Median(SurveyRow[] rows)
    {
        var inOrder = rows.OrderBy(static row => row.Ratio).ToArray();
        return inOrder[rows.Length / 2] with { Range = $"{Text(inOrder[0].Ratio)} to {Text(inOrder[^1].Ratio)}" };
    }

    private static string Table(List<SurveyRow> compiled, List<SurveyRow> ahead, int processes)
    {
        var lines = new List<string>
        {
            string.Empty,
            $"| figure | against | ours ns | theirs ns | ratio | of {processes} processes | ahead of time |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        };
        foreach (var row in compiled)
        {
            var native = ahead.Find(other => other.Name == row.Name);
            lines.Add(
                $"| `{row.Name}` | {ScenarioList.Against(row.Name)} | {Text(row.Ours)} | {Text(row.Theirs)} | **{Text(row.Ratio)}** | {row.Range} "
                + $"| {(native is null ? "-" : $"{Text(native.Ratio)} ({native.Range})")} |");
        }

        return string.Join('\n', lines) + "\n";
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString(value < 20 ? "0.00" : "0", CultureInfo.InvariantCulture);

    private sealed record SurveyRow(string Name, double Ours, double Theirs, double Ratio, string Range);
}
