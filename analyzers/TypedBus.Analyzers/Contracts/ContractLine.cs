using System.IO;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TypedBus.Analyzers.Contracts;

/// <summary>A line of a contracts file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line.</param>
/// <param name="IsShipped">Whether what it says has been shipped.</param>
internal sealed record ContractLine(string Path, TextLine Line, bool IsShipped)
{
    /// <summary>Gets its number, from 1.</summary>
    public int Number => Line.LineNumber + 1;

    public string File => System.IO.Path.GetFileName(Path);

    /// <summary>Gets where to report it.</summary>
    public Location Location => Location.Create(
        Path,
        Line.Span,
        new LinePositionSpan(new LinePosition(Line.LineNumber, 0), new LinePosition(Line.LineNumber, Line.Span.Length)));
}
