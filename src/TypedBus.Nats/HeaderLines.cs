using System.Text;

namespace TypedBus.Nats;

/// <summary>The lines of a block of headers: a status line, a line for each header, and an empty one.</summary>
internal ref struct HeaderLines
{
    // All that servers add or read themselves begins so.
    private const string ServersOwn = "Nats-";

    private ReadOnlySpan<byte> _rest;

    public HeaderLines(ReadOnlySpan<byte> block)
    {
        _rest = block;
        Status = NextLine();
    }

    /// <summary>Gets the first line.</summary>
    public ReadOnlySpan<byte> Status { get; }

    /// <summary>Gets whether the header read last is the server's, and not the event's.</summary>
    public bool IsServersOwn { get; private set; }

    /// <summary>Reads the next header. What is none is left out.</summary>
    public bool TryRead(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (!_rest.IsEmpty)
        {
            var line = NextLine();
            var colon = line.IndexOf((byte)':');
            if (colon > 0)
            {
                name = line[..colon];
                value = line[(colon + 1)..].Trim(" \t"u8);
                IsServersOwn = name.Length >= ServersOwn.Length && Ascii.EqualsIgnoreCase(name[..ServersOwn.Length], ServersOwn);
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
