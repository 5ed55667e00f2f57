using System.Globalization;

namespace TypedBus.Benchmarks.Compare;

/// <summary>Prints figures as a table for people, and a line each for programs.</summary>
internal static class Report
{
    private const string Row = "{0,-24} {1,9} {2,9} {3,6} {4,14} {5,6} {6,12} {7,10}";

    public static void WriteHead()
    {
        Console.WriteLine("Nanoseconds and bytes an event, ours and theirs: best rounds; medians for channel, fanout and wake.");
        Console.WriteLine("Spread: the middle half of the ratios, round by round. Cores: how many were busy.");
        Write("figure", "ours ns", "theirs ns", "ratio", "spread", "bests", "bytes", "cores");
    }

    public static void WriteRow(Figure figure) => Write(
        figure.Name,
        Text(figure.OursTime),
        Text(figure.TheirsTime),
        Text(figure.Ratio),
        $"{Text(figure.Spread.Lower)} to {Text(figure.Spread.Upper)}",
        Text(figure.RatioOfBests),
        $"{Text(figure.Ours.BytesPerEvent)} / {Text(figure.Theirs.BytesPerEvent)}",
        $"{Text(figure.Ours.Cores, "0.0")} / {Text(figure.Theirs.Cores, "0.0")}");

    public static void WriteRatios(IEnumerable<Figure> figures)
    {
        Console.WriteLine();
        foreach (var figure in figures)
        {
            Console.WriteLine($"ratio {figure.Name} {Text(figure.Ratio, "0.000")}");
        }
    }

    private static void Write(params string[] cells) => Console.WriteLine(string.Format(CultureInfo.InvariantCulture, Row, cells).TrimEnd());

    private static string Text(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);
}
