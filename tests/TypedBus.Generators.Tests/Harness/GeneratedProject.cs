using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedBus.Generators.Tests.Harness;

/// <summary>One assembly of a test, after the generator has run over it.</summary>
/// <param name="Compilation">The input with what was generated.</param>
/// <param name="Files">The text of each generated file.</param>
internal sealed record GeneratedProject(CSharpCompilation Compilation, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>Gets the text of all generated files but the fixed ones of the compiler's.</summary>
    public string Text => string.Join("\n", Files.OrderBy(static file => file.Key, StringComparer.Ordinal).Select(static file => file.Value));

    /// <summary>Gets the one line of the generated files that has a text.</summary>
    public string LineWith(string text) => Assert.Single(Text.Split('\n'), line => line.Contains(text)).Trim();

    public MetadataReference CreateReference(bool asCompilation) =>
        asCompilation ? Compilation.Clone().ToMetadataReference() : MetadataReference.CreateFromImage(Emit());

    public byte[] Emit()
    {
        using var image = new MemoryStream();
        var result = Compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return image.ToArray();
    }
}
