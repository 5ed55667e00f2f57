using TypedBus.Transports.Tests.Core;

namespace TypedBus.Transports.Tests.Connecting;

/// <summary>The connection is encrypted, and a server that nobody vouches for is an error at once.</summary>
public sealed class EncryptionTests
{
    [Fact]
    public async Task Server_of_a_private_authority()
    {
        await using var server = await StartAsync();

        await LogInTests.WorksAsync(server, options => options.Tls.CaFile = server.Folder.PathOf("ca.pem"));
    }

    [Fact]
    public async Task Server_that_nobody_vouches_for()
    {
        await using var server = await StartAsync();

        var exception = await LogInTests.FailsAsync(server, static _ => { });

        Assert.Contains("cannot be trusted", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Tls:CaFile", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_of_another_authority()
    {
        await using var server = await StartAsync();
        using var folder = new TemporaryFolder();
        Certificates.Write(folder);

        var exception = await LogInTests.FailsAsync(server, options => options.Tls.CaFile = folder.PathOf("ca.pem"));

        Assert.Contains("cannot be trusted", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_by_a_name_that_is_not_in_its_certificate()
    {
        await using var server = await StartAsync();
        await using var transport = CoreTransports.Create(server.Url, options =>
        {
            options.Tls.CaFile = server.Folder.PathOf("ca.pem");
            options.ConfigureClient(client => client with
            {
                TlsOpts = client.TlsOpts with { ConfigureClientAuthentication = static tls => { tls.TargetHost = "broker.example"; return default; } },
            });
        });
        var exception = await Assert.ThrowsAsync<TransportException>(() => transport.StartAsync([], CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Contains("cannot be trusted", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_asks_who_the_client_is()
    {
        await using var server = await StartAsync(asksClients: true);
        var folder = server.Folder;

        await LogInTests.WorksAsync(server, options =>
        {
            options.Tls.CaFile = folder.PathOf("ca.pem");
            options.Tls.CertificateFile = folder.PathOf("client.pem");
            options.Tls.KeyFile = folder.PathOf("client.key");
        });
        var exception = await LogInTests.FailsAsync(server, options => options.Tls.CaFile = folder.PathOf("ca.pem"));
        Assert.Contains(server.Url, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Correct the section", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_does_not_encrypt_where_it_is_required()
    {
        await using var server = await Servers.StartAsync();

        var exception = await LogInTests.FailsAsync(server, static options => options.Tls.Required = true);

        Assert.Contains("TLS", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_not_there()
    {
        await using var server = await StartAsync();

        var exception = await LogInTests.FailsAsync(server, static options => options.Tls.CaFile = "/nowhere/ca.pem");

        Assert.Contains("/nowhere/ca.pem", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_without_its_key_is_an_error()
    {
        var exception = Assert.Throws<TransportException>(
            static () => CoreTransports.Create("nats://127.0.0.1:1", static options => options.Tls.CertificateFile = "client.pem"));

        Assert.Contains("KeyFile", exception.Message, StringComparison.Ordinal);
    }

    private static Task<NatsServer> StartAsync(bool asksClients = false) => Servers.StartAsync(configuration: folder =>
    {
        Certificates.Write(folder);
        return Certificates.Lines(folder, asksClients);
    });
}
