using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TypedBus.Analyzers.Tests.Support;

/// <summary>A file of a project that is no source.</summary>
internal sealed class TextFile(string path, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
