using System.Globalization;

namespace TypedBus.Nats.JetStream;

/// <summary>What the subject says that a delivery is settled by: what it is, and how often it came.</summary>
/// <param name="Delivered">How often it was delivered, from 1.</param>
/// <param name="Sequence">Its place in the stream.</param>
internal readonly record struct AckAddress(int Delivered, ulong Sequence)
{
    // $JS.ACK.<stream>.<consumer>.<delivered>.<stream sequence>.<consumer sequence>.<time>.<pending>; newer servers write domain and account
    // before the stream, and may write more behind.
    private const int TokensOfOld = 9;
    private const int DeliveredOfOld = 4;
    private const int DeliveredOfNew = 6;
    private const int TimeBehindDelivered = 3;

    /// <summary>Tells when the stream stored it, to 100 nanoseconds; the client knows milliseconds.</summary>
    public static DateTimeOffset TimeOf(string subject)
    {
        var tokens = subject.Split('.');
        var place = (tokens.Length == TokensOfOld ? DeliveredOfOld : DeliveredOfNew) + TimeBehindDelivered;
        return place < tokens.Length && long.TryParse(tokens[place], NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds)
            ? DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick)
            : default;
    }

    public static bool TryRead(string? subject, out AckAddress address)
    {
        address = default;
        if (subject is null || !subject.StartsWith("$JS.ACK.", StringComparison.Ordinal))
        {
            return false;
        }

        var tokens = subject.AsSpan().Count('.') + 1;
        if (tokens < TokensOfOld)
        {
            return false;
        }

        var rest = subject.AsSpan();
        for (var skipped = tokens == TokensOfOld ? DeliveredOfOld : DeliveredOfNew; skipped > 0; skipped--)
        {
            rest = rest[(rest.IndexOf('.') + 1)..];
        }

        var end = rest.IndexOf('.');
        var sequence = rest[(end + 1)..];
        if (!int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var delivered)
            || !ulong.TryParse(sequence[..sequence.IndexOf('.')], NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            return false;
        }

        address = new AckAddress(delivered, place);
        return true;
    }
}
