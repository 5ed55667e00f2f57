using System.Buffers;
using System.Text;

namespace TypedBus.Nats.JetStream;

/// <summary>Reads the headers of deliveries off the bytes that came. Values that come again and again are the same text each time.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class HeaderReader
{
    // All that a server adds itself begins so. It is not the event's.
    private const string ServersOwn = "Nats-";

    private Remembered _source;
    private Remembered _type;
    private Remembered _contentType;

    public void Read(in ReadOnlySequence<byte> block, ref EventHeaders headers)
    {
        var lines = new HeaderLines(block.IsSingleSegment ? block.FirstSpan : block.ToArray());
        while (lines.TryRead(out var name, out var value))
        {
            if (!IsServersOwn(name))
            {
                Read(name, value, ref headers);
            }
        }
    }

    /// <summary>Tells whether a header is the server's.</summary>
    public static bool IsServersOwn(ReadOnlySpan<byte> name) =>
        name.Length >= ServersOwn.Length && Ascii.EqualsIgnoreCase(name[..ServersOwn.Length], ServersOwn);

    private void Read(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ref EventHeaders headers)
    {
        var known = Find(name);
        var text = known switch
        {
            HeaderNames.SpecVersion when value.SequenceEqual("1.0"u8) => EventHeaders.SpecVersion,
            HeaderNames.Source => _source.TextOf(value),
            HeaderNames.Type => _type.TextOf(value),
            HeaderNames.ContentType => _contentType.TextOf(value),
            _ => Encoding.UTF8.GetString(value),
        };
        headers.Read(known ?? Encoding.UTF8.GetString(name), text);
    }

    // By length first: those of one length differ soon.
    private static string? Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        5 when Is(name, HeaderNames.Id) => HeaderNames.Id,
        7 when Is(name, HeaderNames.Type) => HeaderNames.Type,
        7 when Is(name, HeaderNames.Time) => HeaderNames.Time,
        9 when Is(name, HeaderNames.Source) => HeaderNames.Source,
        10 when Is(name, HeaderNames.Subject) => HeaderNames.Subject,
        10 when Is(name, HeaderNames.TraceState) => HeaderNames.TraceState,
        11 when Is(name, HeaderNames.TraceParent) => HeaderNames.TraceParent,
        12 when Is(name, HeaderNames.ContentType) => HeaderNames.ContentType,
        14 when Is(name, HeaderNames.SpecVersion) => HeaderNames.SpecVersion,
        14 when Is(name, HeaderNames.CausationId) => HeaderNames.CausationId,
        16 when Is(name, HeaderNames.CorrelationId) => HeaderNames.CorrelationId,
        _ => null,
    };

    private static bool Is(ReadOnlySpan<byte> name, string known) => Ascii.EqualsIgnoreCase(name, known);

    /// <summary>A value as it came last.</summary>
    private struct Remembered
    {
        private byte[]? _bytes;
        private string? _text;

        public string TextOf(ReadOnlySpan<byte> value)
        {
            if (_text is null || !value.SequenceEqual(_bytes))
            {
                _bytes = value.ToArray();
                _text = Encoding.UTF8.GetString(value);
            }

            return _text;
        }
    }
}

/// <summary>The lines of a block of headers: a status line, a line for each header, and an empty one.</summary>
internal ref struct HeaderLines
{
    private ReadOnlySpan<byte> _rest;

    public HeaderLines(ReadOnlySpan<byte> block)
    {
        _rest = block;
        Status = NextLine();
    }

    /// <summary>Gets the first line.</summary>
    public ReadOnlySpan<byte> Status { get; }

    /// <summary>Reads the next header. What is none is left out.</summary>
    public bool TryRead(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (!_rest.IsEmpty)
        {
            var line = NextLine();
            var colon = line.IndexOf((byte)':');
            if (colon > 0)
            {
                name = line[..colon].Trim((byte)' ');
                value = line[(colon + 1)..].Trim((byte)' ');
                return true;
            }
        }

        name = default;
        value = default;
        return false;
    }

    private ReadOnlySpan<byte> NextLine()
    {
        var end = _rest.IndexOf((byte)'\n');
        var line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }
}
