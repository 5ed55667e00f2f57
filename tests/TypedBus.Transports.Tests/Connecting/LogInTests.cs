using Microsoft.Extensions.Time.Testing;
using TypedBus.Nats;
using TypedBus.Transports.Tests.Core;
using TypedBus.Transports.Tests.Keys;

namespace TypedBus.Transports.Tests.Connecting;

/// <summary>Each way to log in works against a server that asks for it, and a wrong key is an error at once: the server is there, and will not change.</summary>
public sealed class LogInTests
{
    [Fact]
    public async Task User_and_password()
    {
        await using var server = await Servers.StartAsync(configuration: static _ => "authorization { user: ann, password: \"p@ss word\" }");

        await WorksAsync(server, static options => (options.User, options.Password) = ("ann", "p@ss word"));
        var exception = await FailsAsync(server, static options => (options.User, options.Password) = ("ann", "wrong-secret"));
        Assert.Contains("the user ann", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_and_password_in_the_url_are_shown_nowhere()
    {
        await using var server = await Servers.StartAsync(configuration: static _ => "authorization { user: ann, password: secret }");
        var log = new TestLog();

        await using (await CoreTransports.ConnectAsync($"nats://ann:secret@127.0.0.1:{server.Port}", log: log))
        {
        }

        await using var transport = CoreTransports.Create($"nats://ann:wrong-secret@127.0.0.1:{server.Port}", log: log);
        var exception = await Assert.ThrowsAsync<TransportException>(() => transport.StartAsync([], CancellationToken.None));
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", transport.Health.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, static line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_where_the_server_asks()
    {
        await using var server = await Servers.StartAsync(configuration: static _ => "authorization { user: ann, password: secret }");

        var exception = await FailsAsync(server, static _ => { });

        Assert.Contains("refuses", exception.Message, StringComparison.Ordinal);
        Assert.Contains("TypedBus:Nats", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token()
    {
        await using var server = await Servers.StartAsync(configuration: static _ => "authorization { token: sesame }");

        await WorksAsync(server, static options => options.Token = "sesame");
        var exception = await FailsAsync(server, static options => options.Token = "onion");
        Assert.Contains("a token", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nkey()
    {
        var seed = KeyTexts.RandomUserSeed();
        await using var server = await Servers.StartAsync(configuration: _ => $"authorization {{ users: [ {{ nkey: {Tokens.PublicKey(seed)} }} ] }}");

        await WorksAsync(server, options => options.Seed = seed);
        var wrong = KeyTexts.RandomUserSeed();
        var exception = await FailsAsync(server, options => options.Seed = wrong);
        Assert.Contains("nkey", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jwt_and_seed()
    {
        var tokens = new Tokens();
        await using var server = await Servers.StartAsync(configuration: _ => tokens.Lines);

        await WorksAsync(server, options => (options.Jwt, options.Seed) = (tokens.UserJwt, tokens.UserSeed));
        var exception = await FailsAsync(server, options => (options.Jwt, options.Seed) = (tokens.UserJwt, KeyTexts.RandomUserSeed()));
        Assert.Contains("JWT", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jwt_of_a_stranger()
    {
        var (tokens, stranger) = (new Tokens(), new Tokens());
        await using var server = await Servers.StartAsync(configuration: _ => tokens.Lines);

        await FailsAsync(server, options => (options.Jwt, options.Seed) = (stranger.UserJwt, stranger.UserSeed));
    }

    [Fact]
    public async Task File_of_credentials()
    {
        var tokens = new Tokens();
        await using var server = await Servers.StartAsync(configuration: _ => tokens.Lines);
        var file = server.Folder.PathOf("user.creds");
        await File.WriteAllTextAsync(file, tokens.Credentials);

        await WorksAsync(server, options => options.CredentialsFile = file);
        var missing = await FailsAsync(server, static options => options.CredentialsFile = "/nowhere/user.creds");
        Assert.Contains("/nowhere/user.creds", missing.Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "nothing");
        var empty = await FailsAsync(server, options => options.CredentialsFile = file);
        Assert.Contains("JWT", empty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_permissions_are_logged_and_show_in_the_health()
    {
        await using var server = await Servers.StartAsync(configuration: static _ =>
            "authorization { users: [ { user: ann, password: a, permissions: { publish: { deny: \"a.>\" }, subscribe: { deny: \"b.>\" } } } ] }");
        var (time, log) = (new FakeTimeProvider(), new TestLog());
        await using var transport = await CoreTransports.ConnectAsync(
            server.Url, static options => (options.User, options.Password) = ("ann", "a"), log, time);

        await transport.PublishAsync("a.placed", "refused");
        Assert.Contains("Permissions Violation for Publish", await log.WaitForAsync("a.placed"), StringComparison.Ordinal);
        await UntilAsync(() => transport.Health.Description.Contains("a.placed", StringComparison.Ordinal));
        Assert.Equal(TransportStatus.Degraded, transport.Health.Status);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TransportStatus.Up, transport.Health.Status);

        await transport.SubscribeAsync("b.placed", new FakeReceiver());
        Assert.Contains("Permissions Violation for Subscription", await log.WaitForAsync("b.placed"), StringComparison.Ordinal);
        await UntilAsync(() => transport.Health.Description.Contains("b.placed", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TransportStatus.Degraded, transport.Health.Status);
    }

    [Fact]
    public void Mistyped_seed_is_an_error_before_anybody_is_asked()
    {
        var exception = Assert.Throws<TransportException>(
            static () => CoreTransports.Create("nats://127.0.0.1:1", static options => options.Seed = "SUAGDLNB"));

        Assert.Contains("Seed", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SUAGDLNB", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_ways_to_log_in_are_an_error()
    {
        var exception = Assert.Throws<TransportException>(
            static () => CoreTransports.Create("nats://127.0.0.1:1", static options => (options.Token, options.User) = ("a", "b")));

        Assert.Contains("Token", exception.Message, StringComparison.Ordinal);
        Assert.Contains("User", exception.Message, StringComparison.Ordinal);
    }

    // It is logged before it shows.
    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            await Task.Delay(1, limit.Token);
        }
    }

    /// <summary>Sees that an event goes to the server and back.</summary>
    internal static async Task WorksAsync(NatsServer server, Action<NatsOptions> configure)
    {
        await using var transport = await CoreTransports.ConnectAsync(server.Url, configure);
        var receiver = new FakeReceiver();
        await using var feed = await transport.SubscribeAsync("orders.placed", receiver);
        await transport.PublishAsync("orders.placed", "hello");
        Assert.Equal("hello", (await receiver.NextAsync()).Text);
        Assert.Equal(TransportStatus.Up, transport.Health.Status);
    }

    /// <summary>Sees that the start fails, although it would wait for a server that is absent.</summary>
    internal static async Task<TransportException> FailsAsync(NatsServer server, Action<NatsOptions> configure)
    {
        await using var transport = CoreTransports.Create(server.Url, configure);
        var exception = await Assert.ThrowsAsync<TransportException>(
            () => transport.StartAsync([], CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(TransportStatus.Down, transport.Health.Status);
        return exception;
    }
}
