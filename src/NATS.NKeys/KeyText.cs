namespace NATS.NKeys;

/// <summary>The text of a key: base 32 without padding, whose last two bytes are a checksum of those before.</summary>
internal static class KeyText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int ChecksumLength = 2;

    public static string Encode(ReadOnlySpan<byte> data)
    {
        Span<byte> bytes = stackalloc byte[data.Length + ChecksumLength];
        data.CopyTo(bytes);
        var checksum = Checksum(data);
        bytes[^2] = (byte)checksum;
        bytes[^1] = (byte)(checksum >> 8);

        Span<char> text = stackalloc char[((bytes.Length * 8) + 4) / 5];
        var (written, bits, count) = (0, 0, 0);
        foreach (var value in bytes)
        {
            bits = (bits << 8) | value;
            count += 8;
            while (count >= 5)
            {
                count -= 5;
                text[written++] = Alphabet[(bits >> count) & 31];
            }
        }

        if (count > 0)
        {
            text[written++] = Alphabet[(bits << (5 - count)) & 31];
        }

        return new string(text[..written]);
    }

    /// <summary>Reads the bytes before the checksum.</summary>
    /// <returns>How many bytes were read.</returns>
    public static int Decode(ReadOnlySpan<char> text, Span<byte> data)
    {
        var length = text.Length * 5 / 8;
        if (length <= ChecksumLength || length - ChecksumLength > data.Length)
        {
            throw new NKeysException($"A key has {text.Length} characters, which no key has.");
        }

        Span<byte> bytes = stackalloc byte[length];
        var (written, bits, count) = (0, 0, 0);
        foreach (var character in text)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0)
            {
                throw new NKeysException("A key has a character that is neither a capital letter nor a digit from 2 to 7.");
            }

            bits = ((bits << 5) | value) & 0xFFFF;
            count += 5;
            if (count >= 8)
            {
                count -= 8;
                bytes[written++] = (byte)(bits >> count);
            }
        }

        var content = bytes[..^ChecksumLength];
        if ((ushort)(bytes[^2] | (bytes[^1] << 8)) != Checksum(content))
        {
            throw new NKeysException("A key is mistyped: its checksum is wrong.");
        }

        content.CopyTo(data);
        bytes.Clear();
        return content.Length;
    }

    // CRC 16 as XMODEM has it: 0x1021, from zero.
    private static ushort Checksum(ReadOnlySpan<byte> data)
    {
        var crc = 0;
        foreach (var value in data)
        {
            crc ^= value << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            }
        }

        return (ushort)crc;
    }
}
