using System.Buffers.Text;
using System.Text;
using NATS.NKeys;
using TypedBus.Transports.Tests.Keys;

namespace TypedBus.Transports.Tests.Connecting;

/// <summary>An operator, an account and a user, as JWTs that vouch for one another.</summary>
internal sealed class Tokens
{
    private readonly string _operatorSeed = KeyTexts.Seed('O', RandomBytes());
    private readonly string _accountSeed = KeyTexts.Seed('A', RandomBytes());

    public Tokens()
    {
        const string Everything = """ "subs":-1,"data":-1,"payload":-1 """;
        UserJwt = Sign(_accountSeed, PublicKey(UserSeed), "user", $$"""{"pub":{},"sub":{},{{Everything}},"type":"user","version":2}""");
        var limits = $$"""{ {{Everything}},"imports":-1,"exports":-1,"wildcards":true,"conn":-1,"leaf":-1}""";
        var account = Sign(_operatorSeed, PublicKey(_accountSeed), "account", $$"""{"limits":{{limits}},"type":"account","version":2}""");
        var @operator = Sign(_operatorSeed, PublicKey(_operatorSeed), "operator", """{"type":"operator","version":2}""");
        Lines = $"operator: {@operator}\nresolver: MEMORY\nresolver_preload: {{ {PublicKey(_accountSeed)}: {account} }}";
    }

    public string UserSeed { get; } = KeyTexts.RandomUserSeed();

    public string UserJwt { get; }

    /// <summary>Gets the lines by which a server knows the operator and the account.</summary>
    public string Lines { get; }

    /// <summary>Gets the user's credentials, as <c>nsc</c> writes them to a file.</summary>
    public string Credentials =>
        $"""
        -----BEGIN NATS USER JWT-----
        {UserJwt}
        ------END NATS USER JWT------

        -----BEGIN USER NKEY SEED-----
        {UserSeed}
        ------END USER NKEY SEED------
        """;

    public static string PublicKey(string seed)
    {
        using var pair = KeyPair.FromSeed(seed);
        return pair.GetPublicKey();
    }

    private static string Sign(string issuerSeed, string subject, string name, string claims)
    {
        var head = Base64("""{"typ":"JWT","alg":"ed25519-nkey"}""");
        var body = Base64($$"""{"jti":"{{name}}","iat":1700000000,"iss":"{{PublicKey(issuerSeed)}}","name":"{{name}}","sub":"{{subject}}","nats":{{claims}}}""");
        using var issuer = KeyPair.FromSeed(issuerSeed);
        var signature = new byte[64];
        issuer.Sign(Encoding.ASCII.GetBytes($"{head}.{body}"), signature);
        return $"{head}.{body}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Base64(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static byte[] RandomBytes() => System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
}
