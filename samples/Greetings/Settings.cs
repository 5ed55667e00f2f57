using System.Globalization;

namespace Greetings;

/// <summary>What the command line says.</summary>
/// <param name="Every">The time between two greetings.</param>
/// <param name="Count">How many there are.</param>
public sealed record Settings(TimeSpan Every, int Count)
{
    public const string Usage = "Usage: Greetings [--every 3s|500ms|1m] [--count N]";

    private static readonly Settings _default = new(TimeSpan.FromSeconds(3), int.MaxValue);

    // In this order, because "ms" ends with "s".
    private static readonly (string Name, double Milliseconds)[] _units = [("ms", 1), ("s", 1_000), ("m", 60_000)];

    public static bool TryParse(string[] args, out Settings settings)
    {
        settings = _default;
        foreach (var pair in args.Chunk(2))
        {
            switch (pair)
            {
                case ["--every", var text] when TryParseDuration(text, out var every):
                    settings = settings with { Every = every };
                    break;
                case ["--count", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0:
                    settings = settings with { Count = count };
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static bool TryParseDuration(string text, out TimeSpan duration)
    {
        var unit = Array.Find(_units, unit => text.EndsWith(unit.Name, StringComparison.Ordinal));
        duration = default;
        if (unit.Name is null
            || !int.TryParse(text[..^unit.Name.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(number * unit.Milliseconds);
        return duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(1);
    }
}
