using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace NATS.NKeys;

/// <summary>An Ed25519 key pair, by which a client proves who it is: it signs what the server sends.</summary>
/// <remarks>Its members may be called by several threads at once, but for <see cref="Dispose"/>, which wipes the private key.</remarks>
public sealed class KeyPair : IDisposable
{
    // In the first five bits of a seed; the next eight are the kind of its key.
    private const int SeedPrefix = 18 << 3;
    private const int KeyLength = 32;
    private const int SignatureLength = 64;

    private readonly byte _kind;
    private readonly byte[] _seed;
    private readonly byte[] _publicKey = new byte[KeyLength];

    private KeyPair(byte kind, byte[] seed)
    {
        (_kind, _seed) = (kind, seed);
        Ed25519.GeneratePublicKey(seed, 0, _publicKey, 0);
    }

    /// <summary>Reads a key pair from its seed.</summary>
    /// <param name="encodedSeed">The seed's text, which begins with <c>S</c>: that of a user with <c>SU</c>.</param>
    /// <returns>The key pair.</returns>
    /// <exception cref="NKeysException">It is no seed of a key that signs.</exception>
    public static KeyPair FromSeed(ReadOnlySpan<char> encodedSeed)
    {
        Span<byte> bytes = stackalloc byte[KeyLength + 2];
        var length = KeyText.Decode(encodedSeed, bytes);
        if ((bytes[0] & 0b1111_1000) != SeedPrefix)
        {
            throw new NKeysException("A key is no seed: a seed begins with S.");
        }

        var kind = (byte)((bytes[0] << 5) | (bytes[1] >> 3));
        if (length != KeyLength + 2 || !Signs(kind))
        {
            throw new NKeysException("A seed is not that of a key that signs. That of a user begins with SU.");
        }

        var pair = new KeyPair(kind, bytes[2..].ToArray());
        bytes.Clear();
        return pair;
    }

    /// <summary>Gives the text of the public key: that of a user begins with <c>U</c>.</summary>
    /// <returns>The text.</returns>
    public string GetPublicKey() => KeyText.Encode([_kind, .. _publicKey]);

    /// <summary>Signs a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="signature">Where the 64 bytes of the signature are written.</param>
    /// <exception cref="NKeysException">There is too little room for the signature.</exception>
    public void Sign(ReadOnlyMemory<byte> message, Memory<byte> signature)
    {
        if (signature.Length < SignatureLength)
        {
            throw new NKeysException($"A signature needs {SignatureLength} bytes.");
        }

        var bytes = message.ToArray();
        var signed = new byte[SignatureLength];
        Ed25519.Sign(_seed, 0, _publicKey, 0, bytes, 0, bytes.Length, signed, 0);
        signed.CopyTo(signature);
    }

    /// <summary>Wipes the private key.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_seed);

    // The letters N, C, O, A and U: servers, clusters, operators, accounts and users. Curve keys, X, encrypt.
    private static bool Signs(byte kind) => kind >> 3 is 13 or 2 or 14 or 0 or 20 && (kind & 7) == 0;
}
