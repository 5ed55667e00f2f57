using System.Globalization;

namespace TypedBus.Benchmarks.Compiler;

/// <summary>The figures of the compiler's side, in the shape of the short set: milliseconds, and ratios for programs.</summary>
public static class CompilerComparison
{
    private const string Row = "{0,-24} {1,9:0.0} {2,9:0.0} {3,6:0.00}  {4}";

    // Each measures one figure or several that belong together.
    private static readonly Dictionary<string, Func<SyntheticSolution, IEnumerable<CompilerFigure>>> _figures = new()
    {
        ["generator-cold"] = static solution => [GeneratorFigures.MeasureCold(solution)],
        ["generator-edit"] = GeneratorFigures.MeasureEdits,
        ["analyzers-compile"] = AnalyzerFigures.MeasureCompile,
    };

    /// <summary>Gets the names of the figures.</summary>
    public static IReadOnlyCollection<string> Names => _figures.Keys;

    /// <summary>Measures the figures of these names, over a program of 500 events and 1,000 handlers.</summary>
    /// <param name="names">The names.</param>
    public static void Run(IReadOnlyCollection<string> names)
    {
        var solution = new SyntheticSolution();
        var measured = new List<CompilerFigure>();
        Console.WriteLine("Milliseconds, ours and theirs: best rounds, over a program of 500 events and 1,000 handlers.");
        Write("figure", "ours ms", "theirs ms", "ratio", string.Empty);
        foreach (var figure in _figures.Where(figure => names.Contains(figure.Key)).SelectMany(figure => figure.Value(solution)))
        {
            Write(figure.Name, figure.Ours.TotalMilliseconds, figure.Theirs.TotalMilliseconds, figure.Ratio, figure.Note);
            measured.Add(figure);
        }

        if (names.Contains("analyzers-compile"))
        {
            foreach (var (rule, time) in AnalyzerFigures.MeasureRules(solution))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {time.TotalMilliseconds,7:0.00} ms  {rule}"));
            }
        }

        Console.WriteLine();
        foreach (var figure in measured)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {figure.Name} {figure.Ratio:0.000}"));
        }
    }

    private static void Write(params object[] cells) =>
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, cells).TrimEnd());
}
