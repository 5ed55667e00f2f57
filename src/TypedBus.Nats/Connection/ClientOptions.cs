using System.Text;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using NATS.NKeys;

namespace TypedBus.Nats;

/// <summary>Makes of the settings what the client takes.</summary>
internal static class ClientOptions
{
    /// <exception cref="TransportException">The settings contradict one another, or a key is none.</exception>
    public static NatsOpts From(NatsOptions options, ILoggerFactory loggers)
    {
        var client = NatsOpts.Default with
        {
            Url = options.Url,
            Name = options.Name ?? AppDomain.CurrentDomain.FriendlyName,
            AuthOpts = Authenticate(options),
            TlsOpts = Encrypt(options.Tls),
            LoggerFactory = loggers,
            ConnectTimeout = options.ConnectTimeout,
            ReconnectWaitMin = options.ReconnectDelay,
            ReconnectWaitMax = options.MaxReconnectDelay,
            // Keys that keep the order of deliveries may be words of any language.
            HeaderEncoding = Encoding.UTF8,
            // What has been published leaves before the connection ends.
            DrainSubscriptionsOnDispose = true,
        };

        // The link itself decides what is waited for.
        return (options.Client?.Invoke(client) ?? client) with { RetryOnInitialConnect = false };
    }

    /// <summary>Gives URLs without the users, passwords and tokens in them.</summary>
    public static string WithoutSecrets(string urls) => string.Join(',', urls.Split(',').Select(static url =>
    {
        var (scheme, user) = (url.IndexOf("//", StringComparison.Ordinal), url.LastIndexOf('@'));
        return user < 0 ? url : url[..(scheme < 0 ? 0 : scheme + 2)] + url[(user + 1)..];
    }));

    private static NatsAuthOpts Authenticate(NatsOptions options)
    {
        var ways = new List<string>(4);
        Add(options.User is not null || options.Password is not null, $"{nameof(options.User)} and {nameof(options.Password)}");
        Add(options.Token is not null, nameof(options.Token));
        Add(options.CredentialsFile is not null, nameof(options.CredentialsFile));
        Add(options.Seed is not null || options.Jwt is not null, $"{nameof(options.Seed)} and {nameof(options.Jwt)}");
        if (ways.Count > 1)
        {
            throw new TransportException(
                $"The settings of NATS name several ways to log in: {string.Join("; ", ways)}. Keep the one that the server asks for.");
        }

        return new NatsAuthOpts
        {
            Username = options.User,
            Password = options.Password,
            Token = options.Token,
            CredsFile = options.CredentialsFile,
            Jwt = options.Jwt,
            Seed = options.Seed,
            NKey = options.Seed is null ? null : PublicKey(options.Seed),
        };

        void Add(bool isSet, string way)
        {
            if (isSet)
            {
                ways.Add(way);
            }
        }
    }

    private static string PublicKey(string seed)
    {
        try
        {
            using var pair = KeyPair.FromSeed(seed);
            return pair.GetPublicKey();
        }
        catch (Exception exception)
        {
            // Packages differ in what they throw; none of them quotes the seed.
            throw new TransportException(
                $"The seed in the settings of NATS is none: {exception.Message} Set {nameof(NatsOptions.Seed)} to the user's seed, which begins with SU.",
                exception);
        }
    }

    private static NatsTlsOpts Encrypt(NatsTlsOptions options)
    {
        if (options.CertificateFile is null != options.KeyFile is null)
        {
            throw new TransportException(
                $"The settings of NATS have a {nameof(options.CertificateFile)} or a {nameof(options.KeyFile)} and not the other. Set both, or none.");
        }

        return NatsTlsOpts.Default with
        {
            CaFile = options.CaFile,
            CertFile = options.CertificateFile,
            KeyFile = options.KeyFile,
            KeyFilePassword = options.KeyPassword,
            Mode = options.Required ? TlsMode.Require : TlsMode.Auto,
        };
    }
}
