using System.Globalization;
using System.Text;

namespace TypedBus.Nats.JetStream;

/// <summary>What is sent to where a delivery is settled.</summary>
internal static class Settlements
{
    /// <summary>It is done.</summary>
    public static readonly ReadOnlyMemory<byte> Done = "+ACK"u8.ToArray();

    /// <summary>It is still under way: the server waits anew.</summary>
    public static readonly ReadOnlyMemory<byte> Progress = "+WPI"u8.ToArray();

    /// <summary>It is given up: the server delivers it no more.</summary>
    public static readonly ReadOnlyMemory<byte> GivenUp = "+TERM"u8.ToArray();

    private static readonly ReadOnlyMemory<byte> _again = "-NAK"u8.ToArray();

    /// <summary>It is to come again.</summary>
    public static ReadOnlyMemory<byte> Again(TimeSpan delay) => delay <= TimeSpan.Zero
        ? _again
        : Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"-NAK {{\"delay\":{delay.Ticks * TimeSpan.NanosecondsPerTick}}}"));
}
