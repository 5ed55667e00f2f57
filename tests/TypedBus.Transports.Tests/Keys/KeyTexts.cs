using System.Numerics;
using System.Security.Cryptography;

namespace TypedBus.Transports.Tests.Keys;

/// <summary>Writes keys as text, apart from the library: the whole of it as one number, five bits a character.</summary>
internal static class KeyTexts
{
    /// <summary>Writes a seed.</summary>
    /// <param name="kind">The letter of its kind, as <c>U</c> for users.</param>
    /// <param name="seed">The 32 bytes.</param>
    public static string Seed(char kind, byte[] seed)
    {
        var number = ((18 * 32) + (kind - 'A')) << 6;
        byte[] bytes = [(byte)(number >> 8), (byte)number, .. seed];
        var checksum = Checksum(bytes);
        var rest = new BigInteger([.. bytes, (byte)checksum, (byte)(checksum >> 8)], isUnsigned: true, isBigEndian: true) << 2;
        var text = new char[58];
        for (var index = text.Length - 1; index >= 0; index--)
        {
            var digit = (int)(rest & 31);
            text[index] = (char)(digit < 26 ? 'A' + digit : '2' + digit - 26);
            rest >>= 5;
        }

        return new string(text);
    }

    /// <summary>Makes a user's seed that nobody has.</summary>
    public static string RandomUserSeed() => Seed('U', RandomNumberGenerator.GetBytes(32));

    private static int Checksum(byte[] bytes)
    {
        var crc = 0;
        foreach (var value in bytes)
        {
            crc ^= value << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = ((crc << 1) ^ (crc >> 15 == 1 ? 0x1021 : 0)) & 0xFFFF;
            }
        }

        return crc;
    }
}
