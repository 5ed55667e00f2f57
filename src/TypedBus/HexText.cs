namespace TypedBus;

/// <summary>
/// Numbers as hexadecimal digits, without vectors: for programs compiled ahead of time for any processor, where the framework's own shuffle takes
/// its bytes one by one. Everywhere else the framework is faster.
/// </summary>
internal static class HexText
{
    private const int Digits = 2 * sizeof(ulong);

    /// <summary>Writes a number as 16 lower-case digits.</summary>
    public static void Write(ulong number, Span<char> text)
    {
        for (var place = Digits - 1; place >= 0; place--, number >>= 4)
        {
            text[place] = (char)"0123456789abcdef"u8[(int)(number & 15)];
        }
    }

    /// <summary>Reads a number of 16 digits of either case.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out ulong number)
    {
        number = 0;
        foreach (var character in text[..Digits])
        {
            if (!char.IsAsciiHexDigit(character))
            {
                return false;
            }

            number = (number << 4) | (uint)((character & 15) + ((character >> 6) * 9));
        }

        return true;
    }
}
