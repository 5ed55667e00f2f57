using System.Net.Sockets;

namespace TypedBus.Transports.Tests.Support;

/// <summary>The server that tests run against is really there, really killed, and the same when it comes back.</summary>
public sealed class NatsServerTests
{
    [Fact]
    public async Task Server_that_was_killed_takes_no_connection_and_comes_back_on_its_port()
    {
        await using var server = await Servers.StartAsync(jetStream: true);
        var (id, port) = (server.ProcessId, server.Port);

        await server.KillAsync();
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", port));

        await server.RestartAsync();
        Assert.NotEqual(id, server.ProcessId);
        Assert.Equal(port, server.Port);
        using var second = new TcpClient();
        await second.ConnectAsync("127.0.0.1", port);
    }

    [Fact]
    public async Task Server_that_cannot_read_its_configuration_says_why()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Servers.StartAsync(configuration: static _ => "max_payload: much"));

        Assert.Contains("has ended", exception.Message, StringComparison.Ordinal);
        Assert.Contains("server.conf:3", exception.Message, StringComparison.Ordinal);
    }
}
