using System.Globalization;
using System.Text;

namespace TypedBus.Benchmarks.Compare;

/// <summary>Draws ratios as bars, with a line at 1, where both sides are equally fast.</summary>
internal static class Plot
{
    private const int Row = 22;
    private const int Names = 200;
    private const int Unit = 320;
    private const double Most = 1.6;

    public static string Draw(IReadOnlyList<(string Name, double Ratio)> figures)
    {
        var height = (figures.Count * Row) + 50;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Names + (Unit * Most) + 60}\" height=\"{height}\" ")
            .AppendLine("font-family=\"sans-serif\" font-size=\"12\">")
            .AppendLine("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>")
            .AppendLine("<text x=\"10\" y=\"18\" font-weight=\"bold\">Time of ours over theirs: shorter is faster</text>");
        for (var index = 0; index < figures.Count; index++)
        {
            AppendBar(svg, figures[index].Name, figures[index].Ratio, 30 + (index * Row));
        }

        var one = Names + Unit;
        svg.AppendLine(CultureInfo.InvariantCulture, $"<line x1=\"{one}\" x2=\"{one}\" y1=\"26\" y2=\"{height - 16}\" stroke=\"black\" stroke-dasharray=\"4 3\"/>")
            .AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{one}\" y=\"{height - 4}\" text-anchor=\"middle\">1</text>");
        return svg.AppendLine("</svg>").ToString();
    }

    private static void AppendBar(StringBuilder svg, string name, double ratio, int top)
    {
        var width = Math.Min(ratio, Most) * Unit;
        var colour = ratio <= 1 ? "#2f7d5b" : "#b5763a";
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Names - 8}\" y=\"{top + 13}\" text-anchor=\"end\">{name}</text>")
            .AppendLine(CultureInfo.InvariantCulture, $"<rect x=\"{Names}\" y=\"{top}\" width=\"{width:0.#}\" height=\"{Row - 6}\" fill=\"{colour}\"/>")
            .AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Names + width + 6:0.#}\" y=\"{top + 13}\">{ratio:0.00}</text>");
    }
}
