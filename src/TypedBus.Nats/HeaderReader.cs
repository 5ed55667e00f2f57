using System.Buffers;
using System.Text;

namespace TypedBus.Nats;

/// <summary>Reads a block of headers as it came from the server, straight into what the bus takes.</summary>
/// <remarks>
/// Names that the bus knows are no new texts, and values that come again and again are those of the last time. Nobody vouches for the block: what is no
/// header is passed over. Used by one thread at a time.
/// </remarks>
internal sealed class HeaderReader
{
    private const int StackLimit = 1024;

    // What most deliveries of one subscription have in common.
    private string _specVersion = EventHeaders.SpecVersion;
    private string _source = string.Empty;
    private string _type = string.Empty;
    private string _contentType = string.Empty;

    /// <summary>Reads a block: a line of the protocol's version, then a line for each header.</summary>
    public void Read(in ReadOnlySequence<byte> block, ref EventHeaders headers)
    {
        if (block.IsSingleSegment)
        {
            Read(block.FirstSpan, ref headers);
            return;
        }

        var length = (int)block.Length;
        var rented = length > StackLimit ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> whole = rented ?? stackalloc byte[StackLimit];
        block.CopyTo(whole);
        Read(whole[..length], ref headers);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Read(ReadOnlySpan<byte> block, ref EventHeaders headers)
    {
        var lines = new HeaderLines(block);
        while (lines.TryRead(out var name, out var value))
        {
            if (!lines.IsServersOwn)
            {
                Read(name, value, ref headers);
            }
        }
    }

    private void Read(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ref EventHeaders headers)
    {
        switch (name.Length)
        {
            case 7 when name.SequenceEqual("ce-type"u8):
                headers.Read(HeaderNames.Type, Repeated(value, ref _type));
                break;
            case 9 when name.SequenceEqual("ce-source"u8):
                headers.Read(HeaderNames.Source, Repeated(value, ref _source));
                break;
            case 12 when name.SequenceEqual("content-type"u8):
                headers.Read(HeaderNames.ContentType, Repeated(value, ref _contentType));
                break;
            case 14 when name.SequenceEqual("ce-specversion"u8):
                headers.Read(HeaderNames.SpecVersion, Repeated(value, ref _specVersion));
                break;
            default:
                headers.Read(Name(name), Encoding.UTF8.GetString(value));
                break;
        }
    }

    private static string Name(ReadOnlySpan<byte> name) => name.Length switch
    {
        5 when name.SequenceEqual("ce-id"u8) => HeaderNames.Id,
        7 when name.SequenceEqual("ce-time"u8) => HeaderNames.Time,
        10 when name.SequenceEqual("ce-subject"u8) => HeaderNames.Subject,
        10 when name.SequenceEqual("tracestate"u8) => HeaderNames.TraceState,
        11 when name.SequenceEqual("traceparent"u8) => HeaderNames.TraceParent,
        14 when name.SequenceEqual("ce-causationid"u8) => HeaderNames.CausationId,
        16 when name.SequenceEqual("ce-correlationid"u8) => HeaderNames.CorrelationId,
        _ => Encoding.UTF8.GetString(name),
    };

    private static string Repeated(ReadOnlySpan<byte> value, ref string last) =>
        Ascii.Equals(value, last) ? last : last = Encoding.UTF8.GetString(value);
}
