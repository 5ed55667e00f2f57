using System.Globalization;

namespace Quakes;

/// <summary>Prints the statistics as a small table.</summary>
public static class Report
{
    public static void Print(Statistics statistics, TextWriter output)
    {
        output.WriteLine("network  quakes");
        foreach (var (network, quakes) in statistics.QuakesByNetwork
            .OrderByDescending(static row => row.Value)
            .ThenBy(static row => row.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{network,-7} {Number(quakes)}");
        }

        output.WriteLine();
        output.WriteLine($"events           {Number(statistics.QuakesByNetwork.Values.Sum())}");
        output.WriteLine($"strong           {Number(statistics.StrongQuakes)}");
        output.WriteLine($"tsunami watches  {Number(statistics.TsunamiWatches)}");
        output.WriteLine($"felt reports     {Number(statistics.FeltReports)}");
        if (statistics.Strongest is { } strongest)
        {
            var magnitude = strongest.Magnitude.ToString("0.0#", CultureInfo.InvariantCulture).PadLeft(7);
            output.WriteLine($"strongest        {magnitude}  {strongest.Place}");
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture).PadLeft(7);
}
