using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using MessagePack;

namespace TypedBus.Runtime.Wire;

/// <summary>Writes and reads identifiers as texts of 36 characters.</summary>
public readonly struct GuidCodec : ICodec<Guid>
{
    private const int Length = 36;

    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in Guid value)
    {
        var span = writer.Out.GetSpan(Length + 2);
        span[0] = MessagePackCode.Str8;
        span[1] = Length;


        // By vectors where there is a compiler that knows the processor. Compiled ahead of time for any, a shuffle takes its bytes one by one, and
        // is slower than no vectors.
        if (RuntimeFeature.IsDynamicCodeCompiled)
        {
            value.TryFormat(span[2..], out _);
        }
        else
        {
            Format(value, span.Slice(2, Length));
        }

        writer.Out.Advance(Length + 2);
    }

    /// <inheritdoc/>
    public static Guid Read(ref PayloadReader reader) =>
        reader.In.TryReadStringSpan(out var text) ? Parse(text) : Parse(Texts.ReadApart(ref reader));

    private static void Format(Guid value, Span<byte> text)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        var place = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            // Behind the fourth, sixth, eighth and tenth byte.
            if (index is 4 or 6 or 8 or 10)
            {
                text[place++] = (byte)'-';
            }

            text[place++] = "0123456789abcdef"u8[bytes[index] >> 4];
            text[place++] = "0123456789abcdef"u8[bytes[index] & 15];
        }
    }

    private static Guid Parse(ReadOnlySpan<byte> text) =>
        text.Length == Length && Guid.TryParse(text, out var value)
            ? value
            : throw new PayloadFaultException("it is no identifier");
}

/// <summary>Writes and reads decimal numbers as texts.</summary>
public readonly struct DecimalCodec : ICodec<decimal>
{
    // What fits into a text's shortest form: its length stands in one byte with the mark.
    private const int LongestShort = 31;

    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in decimal value)
    {
        var span = writer.Out.GetSpan(LongestShort + 1);
        var text = span.Slice(1, LongestShort);
        var written = WriteShort(value, text);
        if (written != 0 || Utf8Formatter.TryFormat(value, text, out written))
        {
            span[0] = (byte)(MessagePackCode.MinFixStr | written);
            writer.Out.Advance(written + 1);
        }
        else
        {
            writer.Out.Write(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <inheritdoc/>
    public static decimal Read(ref PayloadReader reader) =>
        reader.In.TryReadStringSpan(out var text) ? Parse(text) : Parse(Texts.ReadApart(ref reader));

    // A number of 64 bits with a scale, as most amounts are: its digits from the last to the first. Zero goes the long way, as it may have a sign.
    private static int WriteShort(decimal value, Span<byte> text)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var number = (uint)bits[0] | ((ulong)(uint)bits[1] << 32);
        if (number == 0 || bits[2] != 0)
        {
            return 0;
        }

        var scale = (bits[3] >> 16) & 0xFF;
        Span<byte> digits = stackalloc byte[LongestShort];
        var (start, place) = (LongestShort, 0);
        for (; number != 0 || place <= scale; place++)
        {
            if (place == scale && scale != 0)
            {
                digits[--start] = (byte)'.';
            }

            (number, var digit) = Math.DivRem(number, 10UL);
            digits[--start] = (byte)('0' + digit);
        }

        if (bits[3] < 0)
        {
            digits[--start] = (byte)'-';
        }

        digits[start..].CopyTo(text);
        return LongestShort - start;
    }

    private static decimal Parse(ReadOnlySpan<byte> text) =>
        TryParseShort(text, out var value) || (Utf8Parser.TryParse(text, out value, out var read) && read == text.Length)
            ? value
            : throw new PayloadFaultException("it is no decimal number");

    // Up to 18 digits are one whole number of 64 bits with a scale: most amounts are, and what is not goes the long way.
    private static bool TryParseShort(ReadOnlySpan<byte> text, out decimal value)
    {
        value = default;
        var isNegative = !text.IsEmpty && text[0] == '-';
        var digits = isNegative ? text[1..] : text;
        if (digits.Length is 0 or > 18)
        {
            return false;
        }

        var (number, point) = (0UL, -1);
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = (uint)(digits[index] - '0');
            if (digit <= 9)
            {
                number = (number * 10) + digit;
            }
            else if (digits[index] == '.' && point < 0 && index > 0 && index < digits.Length - 1)
            {
                point = index;
            }
            else
            {
                return false;
            }
        }

        value = new decimal((int)number, (int)(number >> 32), 0, isNegative, (byte)(point < 0 ? 0 : digits.Length - 1 - point));
        return true;
    }
}

/// <summary>Writes and reads whole numbers of any size as their bytes.</summary>
public readonly struct BigIntegerCodec : ICodec<BigInteger>
{
    /// <inheritdoc/>
    public static void Write(ref PayloadWriter writer, in BigInteger value)
    {
        var count = value.GetByteCount();
        writer.Out.WriteBinHeader(count);
        value.TryWriteBytes(writer.Out.GetSpan(count), out _);
        writer.Out.Advance(count);
    }

    /// <inheritdoc/>
    public static BigInteger Read(ref PayloadReader reader) => reader.In.ReadBytes() is { } bytes
        ? new BigInteger(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray())
        : throw new PayloadFaultException("it is null, and may not be");
}

/// <summary>Reads texts as bytes.</summary>
internal static class Texts
{
    /// <summary>Reads a text whose bytes lie in several pieces, or which is null.</summary>
    public static byte[] ReadApart(ref PayloadReader reader) =>
        reader.In.ReadStringSequence() is { } bytes ? bytes.ToArray() : throw new PayloadFaultException("it is null, and may not be");
}
