using System.Globalization;
using System.Text.Json;

namespace TypedBus.Samples.Tests;

/// <summary>The rows of the sample's file, and what a few lines of LINQ make of rows: the report as it must be.</summary>
internal static class QuakeRows
{
    public static string File { get; } = Repository.PathOf("samples", "Quakes", "earthquakes.ndjson");

    public static string[] All { get; } = System.IO.File.ReadAllLines(File);

    public static string[] Report(IEnumerable<string> rows)
    {
        var quakes = rows.Select(static row => JsonDocument.Parse(row).RootElement).ToArray();
        var strong = quakes.Where(static quake => quake.GetProperty("mag").GetDouble() >= 4.5).ToArray();
        var strongest = quakes.MaxBy(static quake => quake.GetProperty("mag").GetDouble());
        return
        [
            "network  quakes",
            .. quakes.CountBy(static quake => quake.GetProperty("net").GetString()!)
                .OrderBy(static network => -network.Value)
                .ThenBy(static network => network.Key, StringComparer.Ordinal)
                .Select(static network => $"{network.Key,-7} {Number(network.Value)}"),
            "",
            $"events           {Number(quakes.Length)}",
            $"strong           {Number(strong.Length)}",
            $"tsunami watches  {Number(strong.Count(static quake => quake.GetProperty("tsunami").GetInt32() == 1))}",
            $"felt reports     {Number(quakes.Sum(static quake => Felt(quake)))}",
            FormattableString.Invariant(
                $"strongest        {strongest.GetProperty("mag").GetDouble(),7:0.0#}  {strongest.GetProperty("place").GetString()}"),
        ];
    }

    private static int Felt(JsonElement quake) =>
        quake.GetProperty("felt") is { ValueKind: JsonValueKind.Number } felt ? felt.GetInt32() : 0;

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture).PadLeft(7);
}
