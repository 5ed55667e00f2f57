using System.Security.Cryptography;
using NATS.NKeys;

namespace TypedBus.Transports.Tests.Keys;

/// <summary>What stands in for the package of keys, against published vectors.</summary>
public sealed class KeyPairTests
{
    // The vectors of RFC 8032, 7.1: seed, message, signature.
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Signature_is_that_of_the_standard(string seed, string message, string signature)
    {
        using var pair = KeyPair.FromSeed(KeyTexts.Seed('U', Convert.FromHexString(seed)));

        var signed = new byte[64];
        pair.Sign(Convert.FromHexString(message), signed);

        Assert.Equal(signature, Convert.ToHexStringLower(signed));
    }

    [Fact]
    public void Signature_of_a_hash_is_that_of_the_standard()
    {
        var seed = Convert.FromHexString("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42");
        using var pair = KeyPair.FromSeed(KeyTexts.Seed('U', seed));

        var signed = new byte[64];
        pair.Sign(SHA512.HashData("abc"u8), signed);

        Assert.Equal(
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
            Convert.ToHexStringLower(signed));
    }

    // Made by nsc, and published with the libraries of keys.
    [Theory]
    [InlineData("SUAGDLNBWI2SGHDRYBHD63NH5FGZSVJUW2J7GAJZXWANQFLDW6G5SXZESU", "UBICBTHDKQRB4LIYA6BMIJ7EA2G7YS7FIWMMVKZJE6M3HS5IVCOLKDY2")]
    [InlineData("SAANWFZ3JINNPERWT3ALE45U7GYT2ZDW6GJUIVPDKUF6GKAX6AISZJMAS4", "AATEJXG7UX4HFJ6ZPRTP22P6OYZER36YYD3GVBOVW7QHLU32P4QFFTZJ")]
    [InlineData("SOAELH6NJCEK4HST5644G4HK7TOAFZGRRJHNM4EUKUY7PPNDLIKO5IH4JM", "ODPWIBQJVIQ42462QAFI2RKJC4RZHCQSIVPRDDHWFCJAP52NRZK6Z2YC")]
    public void Public_key_is_that_of_its_seed(string seed, string publicKey)
    {
        using var pair = KeyPair.FromSeed(seed);

        Assert.Equal(publicKey, pair.GetPublicKey());
    }

    [Theory]
    [InlineData("", "0 characters")]
    [InlineData("SUA", "3 characters")]
    [InlineData("SUAGDLNBWI2SGHDRYBHD63NH5FGZSVJUW2J7GAJZXWANQFLDW6G5SXZESUSUAGDLNBWI2SGHDRYBHD63NH5FGZSVJUW2J7GAJZXWANQFLDW6G5SXZESU", "characters")]
    [InlineData("SUAGDLNBWI2SGHDRYBHD63NH5FGZSVJUW2J7GAJZXWANQFLDW6G5SXZES1", "neither a capital letter nor a digit")]
    [InlineData("SUAGDLNBWI2SGHDRYBHD63NH5FGZSVJUW2J7GAJZXWANQFLDW6G5SXZETU", "checksum")]
    [InlineData("UBICBTHDKQRB4LIYA6BMIJ7EA2G7YS7FIWMMVKZJE6M3HS5IVCOLKDY2", "no seed")]
    [InlineData("SXANLPW5OPP62ISXMPTH26DBYM4BGT3U6P2FEALGW3BZAVXQRWCX3KH2ZM", "not that of a key that signs")]
    public void Wrong_seed_is_refused_with_the_reason_and_is_not_quoted(string seed, string reason)
    {
        var exception = Assert.Throws<NKeysException>(() => KeyPair.FromSeed(seed));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.True(seed.Length < 10 || !exception.Message.Contains(seed[..10], StringComparison.Ordinal));
    }

    [Fact]
    public void Every_mistyped_character_is_found()
    {
        const string Seed = "SUAGDLNBWI2SGHDRYBHD63NH5FGZSVJUW2J7GAJZXWANQFLDW6G5SXZESU";
        // The last character has bits that stand for nothing.
        for (var index = 0; index < Seed.Length - 1; index++)
        {
            var mistyped = Seed.ToCharArray();
            mistyped[index] = mistyped[index] == 'A' ? 'B' : 'A';
            Assert.Throws<NKeysException>(() => KeyPair.FromSeed(mistyped));
        }
    }

    [Fact]
    public void Too_little_room_for_a_signature_is_refused()
    {
        using var pair = KeyPair.FromSeed(KeyTexts.RandomUserSeed());

        Assert.Throws<NKeysException>(() => pair.Sign(new byte[3], new byte[63]));
    }
}
