using TypedBus.Nats;
using TypedBus.Transports.Tests.Core;

namespace TypedBus.Transports.Tests.Connecting;

/// <summary>A server that is absent is waited for or not, by option, and one that goes comes back.</summary>
public sealed class AbsenceTests
{
    [Fact]
    public async Task Absent_server_is_waited_for_and_that_is_logged()
    {
        await using var server = await Servers.StartAsync();
        await server.KillAsync();
        var log = new TestLog();
        await using var transport = CoreTransports.Create(server.Url, Fast, log);

        var start = transport.StartAsync([], CancellationToken.None);
        var line = await log.WaitForAsync("Waiting");
        Assert.StartsWith("Warning", line, StringComparison.Ordinal);
        Assert.Contains(server.Url, line, StringComparison.Ordinal);
        Assert.Contains("WaitForServer", line, StringComparison.Ordinal);
        Assert.False(start.IsCompleted);
        Assert.Equal(TransportStatus.Down, transport.Health.Status);

        await server.RestartAsync();
        await start.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(TransportStatus.Up, transport.Health.Status);
        Assert.Single(log.Lines, static line => line.Contains("Waiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Absent_server_is_an_error_where_the_settings_say_so()
    {
        await using var server = await Servers.StartAsync();
        await server.KillAsync();
        await using var transport = CoreTransports.Create(server.Url, static options => options.WaitForServer = false);

        var exception = await Assert.ThrowsAsync<TransportException>(() => transport.StartAsync([], CancellationToken.None));

        Assert.Contains(server.Url, exception.Message, StringComparison.Ordinal);
        Assert.Contains("WaitForServer", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_ends_with_the_bus()
    {
        await using var server = await Servers.StartAsync();
        await server.KillAsync();
        var log = new TestLog();
        await using var transport = CoreTransports.Create(server.Url, Fast, log);
        using var stopping = new CancellationTokenSource();

        var start = transport.StartAsync([], stopping.Token);
        await log.WaitForAsync("Waiting");
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
    }

    [Fact]
    public async Task Any_of_several_urls_will_do()
    {
        await using var server = await Servers.StartAsync();
        await using var gone = await Servers.StartAsync();
        await gone.KillAsync();
        await using var transport = await CoreTransports.ConnectAsync($"{gone.Url},{server.Url}");

        Assert.Equal(TransportStatus.Up, transport.Health.Status);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("")]
    public async Task What_answers_and_is_no_server_is_an_error(string answer)
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var accepting = AcceptAndCloseAsync(listener, answer);
        await using var transport = CoreTransports.Create($"nats://{listener.LocalEndpoint}", Fast);

        var exception = await Assert.ThrowsAsync<TransportException>(
            () => transport.StartAsync([], CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.Contains("See that it is a NATS server", exception.Message, StringComparison.Ordinal);
        listener.Stop();
        await accepting;
    }

    [Fact]
    public async Task Feeds_and_publishers_go_on_when_the_server_comes_back()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url, Fast);
        var receiver = new FakeReceiver();
        await transport.SubscribeAsync("orders.placed", receiver);
        await transport.PublishAsync("orders.placed", "before");
        Assert.Equal("before", (await receiver.NextAsync()).Text);
        var (id, lost) = (server.ProcessId, new TaskCompletionSource());
        transport.Client.ConnectionDisconnected += (_, _) =>
        {
            lost.TrySetResult();
            return default;
        };

        await server.KillAsync();
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(TransportStatus.Down, transport.Health.Status);
        var waiting = transport.PublishAsync("orders.placed", "while it was gone").AsTask();
        Assert.False(waiting.IsCompleted);

        await server.RestartAsync();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        await transport.PublishAsync("orders.placed", "after");
        Assert.NotEqual(id, server.ProcessId);
        Assert.Equal(["while it was gone", "after"], await receiver.NextAsync(2));
        Assert.Equal(TransportStatus.Up, transport.Health.Status);
    }

    [Fact]
    public async Task Publisher_that_waits_for_the_server_can_be_cancelled_and_ends_with_the_transport()
    {
        await using var server = await Servers.StartAsync();
        await using var transport = await CoreTransports.ConnectAsync(server.Url, Fast);
        var lost = new TaskCompletionSource();
        transport.Client.ConnectionDisconnected += (_, _) =>
        {
            lost.TrySetResult();
            return default;
        };
        await server.KillAsync();
        await lost.Task.WaitAsync(TimeSpan.FromSeconds(30));
        using var cancellation = new CancellationTokenSource();

        var cancelled = transport.PublishAsync("orders.placed", CoreTransports.Headers(), default, cancellation.Token).AsTask();
        var ended = transport.PublishAsync("orders.placed", "never").AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await transport.DisposeAsync();

        var exception = await Assert.ThrowsAsync<TransportException>(() => ended.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains("closed", exception.Message, StringComparison.Ordinal);
    }

    private static void Fast(NatsOptions options)
    {
        options.ReconnectDelay = TimeSpan.FromMilliseconds(20);
        options.MaxReconnectDelay = TimeSpan.FromMilliseconds(100);
    }

    private static async Task AcceptAndCloseAsync(System.Net.Sockets.TcpListener listener, string answer)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
            }
        }
        catch (System.Net.Sockets.SocketException)
        {
        }
    }
}
