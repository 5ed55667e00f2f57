using System.Text;

namespace Quakes;

/// <summary>Chooses where the quakes are read from.</summary>
public static class Input
{
    /// <summary>Opens the file that is named, standard input for <c>-</c>, or the file that comes with the sample.</summary>
    public static TextReader Open(string[] args) => args switch
    {
        [] => new StreamReader(Path.Combine(AppContext.BaseDirectory, "earthquakes.ndjson"), Encoding.UTF8),
        ["-"] => new StreamReader(Console.OpenStandardInput(), Encoding.UTF8),
        [var file] => new StreamReader(file, Encoding.UTF8),
        _ => throw new ArgumentException("Usage: Quakes [FILE | -] | --topology (mermaid | asyncapi | table)"),
    };
}
