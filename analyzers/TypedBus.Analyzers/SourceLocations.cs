using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers;

/// <summary>Finds where to report a symbol.</summary>
internal static class SourceLocations
{
    private static readonly string[] _generatedEndings = [".g.cs", ".g.i.cs", ".generated.cs", ".designer.cs"];

    /// <summary>
    /// Finds the name of a symbol in the source. Of a type in several parts it is the part that bears the mark, so that a part which another
    /// generator has written beside it hides nothing.
    /// </summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="mark">The attribute for which it is reported, if any.</param>
    public static Location FindName(this ISymbol symbol, AttributeData? mark = null)
    {
        var marked = mark?.ApplicationSyntaxReference?.SyntaxTree;
        var locations = symbol.Locations.Where(static location => location.IsInSource).ToArray();
        return locations.FirstOrDefault(location => location.SourceTree == marked)
            ?? locations.FirstOrDefault(static location => !IsGenerated(location.SourceTree!))
            ?? locations.FirstOrDefault()
            ?? Location.None;
    }

    /// <summary>Finds the name of a symbol in the source that is compiled, or null where it is of another assembly, or of nobody's source.</summary>
    public static Location? FindOwnName(this ISymbol symbol, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly)
        && symbol.OriginalDefinition.FindName() is { IsInSource: true } location
            ? location
            : null;

    /// <summary>Finds the name of a handler, or of the class that inherits it.</summary>
    public static Location FindName(this HandlerShape handler) =>
        SymbolEqualityComparer.Default.Equals(handler.Method.ContainingType, handler.Class)
            ? handler.Method.FindName(handler.Method.FindAttribute(KnownNames.Library, KnownNames.HandlerAttribute))
            : handler.Class.FindName();

    private static bool IsGenerated(SyntaxTree tree) =>
        _generatedEndings.Any(ending => tree.FilePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
