using System.Globalization;

namespace TypedBus.Benchmarks.Compare;

/// <summary>Prints figures as a table for people, and a line each for programs.</summary>
internal static class Report
{
    private const string Row = "{0,-24} {1,9} {2,9} {3,7} {4,18} {5,7} {6,7} {7,11}";

    public static void WriteHead()
    {
        Console.WriteLine("Best rounds, in nanoseconds an event. Spread: quartiles and median of the ratios, round by round.");
        Write("figure", "ours", "theirs", "ratio", "spread", "bytes", "theirs", "cores");
    }

    public static void WriteRow(Figure figure)
    {
        var (lower, median, upper) = figure.Spread;
        Write(
            figure.Name,
            Text(figure.Ours.Rounds.Min(), "0.00"),
            Text(figure.Theirs.Rounds.Min(), "0.00"),
            Text(figure.Ratio, "0.00"),
            $"{Text(lower, "0.00")} {Text(median, "0.00")} {Text(upper, "0.00")}",
            Text(figure.Ours.BytesPerEvent, "0.00"),
            Text(figure.Theirs.BytesPerEvent, "0.00"),
            $"{Text(figure.Ours.Cores, "0.0")} / {Text(figure.Theirs.Cores, "0.0")}");
    }

    public static void WriteRatios(IEnumerable<Figure> figures)
    {
        Console.WriteLine();
        foreach (var figure in figures)
        {
            Console.WriteLine($"ratio {figure.Name} {Text(figure.Ratio, "0.000")}");
        }
    }

    private static void Write(params string[] cells) => Console.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, cells).TrimEnd());

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
