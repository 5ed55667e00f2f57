using NATS.Client.Core;

namespace TypedBus.Nats;

/// <summary>
/// The settings of both NATS transports: the section <c>TypedBus:Nats</c> of the configuration, which goes before what <c>UseNats</c> sets. They are
/// read once, when a transport is made.
/// </summary>
public sealed class NatsOptions
{
    /// <summary>
    /// Gets or sets where the server is; several are separated by commas, and any of them is taken. The default is
    /// <c>nats://localhost:4222</c>.
    /// </summary>
    public string Url { get; set; } = "nats://localhost:4222";

    /// <summary>Gets or sets what the server calls the connection in its lists. The default is null: the name of the application.</summary>
    public string? Name { get; set; }

    /// <summary>Gets or sets the user's name, or null. It goes with <see cref="Password"/>.</summary>
    public string? User { get; set; }

    /// <summary>Gets or sets the user's password, or null.</summary>
    public string? Password { get; set; }

    /// <summary>Gets or sets the token by which the server knows its clients, or null.</summary>
    public string? Token { get; set; }

    /// <summary>
    /// Gets or sets the seed of the user's nkey, which begins with <c>SU</c>, or null. It signs what the server sends, and does not leave the
    /// process.
    /// </summary>
    public string? Seed { get; set; }

    /// <summary>Gets or sets the user's JWT, or null. It goes with the <see cref="Seed"/> of the key that it names.</summary>
    public string? Jwt { get; set; }

    /// <summary>Gets or sets the file that holds a JWT and its seed, as <c>nsc</c> writes it, or null.</summary>
    public string? CredentialsFile { get; set; }

    /// <summary>Gets how the connection is encrypted.</summary>
    public NatsTlsOptions Tls { get; } = new();

    /// <summary>Gets or sets how long one attempt to connect may take. The default is 5 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets whether a server that is absent at start is waited for, with a warning in the log. Without, the start fails after one attempt at
    /// each URL. The default is true. A server that refuses the client fails the start in any case.
    /// </summary>
    public bool WaitForServer { get; set; } = true;

    /// <summary>
    /// Gets or sets how long the client waits between attempts to connect; the wait doubles up to <see cref="MaxReconnectDelay"/>. The default is
    /// 250 milliseconds.
    /// </summary>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets how long the client waits at most between attempts to connect. The default is 5 seconds.</summary>
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets what travels beside the bytes of an event. The default is all, by CloudEvents' names.</summary>
    public NatsHeaderMode Headers { get; set; } = NatsHeaderMode.CloudEvents;

    /// <summary>
    /// Gets or sets how many deliveries of core NATS may wait for a subscription's workers, where its capacity is less. What comes beyond it is
    /// dropped and counted, since core NATS does not keep it. The default is 65,536.
    /// </summary>
    public int PendingLimit { get; set; } = 65_536;

    /// <summary>Gets the settings of the transport <c>jetstream</c> alone.</summary>
    public JetStreamOptions JetStream { get; } = new();

    internal Func<NatsOpts, NatsOpts>? Client { get; private set; }

    /// <summary>Changes whatever the NATS client itself can be told, after all that stands here. Several calls follow one another.</summary>
    /// <param name="configure">Gives the changed options, as <c>client => client with { … }</c>.</param>
    public void ConfigureClient(Func<NatsOpts, NatsOpts> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var earlier = Client;
        Client = earlier is null ? configure : client => configure(earlier(client));
    }
}
