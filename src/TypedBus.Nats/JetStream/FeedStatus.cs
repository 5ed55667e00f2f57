using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace TypedBus.Nats.JetStream;

/// <summary>What the server says to a pull, beside deliveries.</summary>
/// <param name="Code">Its number, as HTTP has them.</param>
/// <param name="Text">Its words.</param>
/// <param name="Missing">How many deliveries of the pull will not come.</param>
internal readonly record struct FeedStatus(int Code, string Text, long Missing)
{
    public const int Heartbeat = 100;
    public const int Timeout = 408;
    public const int Conflict = 409;
    public const int NoResponders = 503;

    // "NATS/1.0 " stands before the number.
    private const int VersionLength = 9;
    private const int CodeLength = 3;

    public static FeedStatus Read(in ReadOnlySequence<byte> block)
    {
        var lines = new HeaderLines(block.IsSingleSegment ? block.FirstSpan : block.ToArray());
        var status = lines.Status;
        var code = 0;
        var text = string.Empty;
        if (status.Length >= VersionLength + CodeLength && Utf8Parser.TryParse(status.Slice(VersionLength, CodeLength), out code, out _))
        {
            text = Encoding.UTF8.GetString(status[(VersionLength + CodeLength)..]).Trim();
        }

        var missing = 0L;
        while (lines.TryRead(out var name, out var value))
        {
            if (Ascii.EqualsIgnoreCase(name, StreamHeaders.PendingMessages))
            {
                _ = Utf8Parser.TryParse(value, out missing, out _);
            }
        }

        return new FeedStatus(code, text, missing);
    }
}
