using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TypedBus.Transports.Tests.Support;

/// <summary>Stands between a client and a server: cuts their connections, and delays what goes through them.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly int _target;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;
    private long _bytes;
    private int _accepted;

    public TcpProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"nats://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Gets or sets how long each piece of bytes is held on its way.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Gets how many connections there have been.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Gets how many bytes went through.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Breaks all connections off, in the middle of whatever goes through them.</summary>
    /// <returns>How many they were.</returns>
    public int Cut()
    {
        var count = 0;
        foreach (var socket in _open.Keys)
        {
            if (_open.TryRemove(socket, out _))
            {
                count++;
                Break(socket);
            }
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _ending.Dispose();
    }

    private static void Break(Socket socket)
    {
        // Without the courtesy of an end: as a cable that is pulled.
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_ending.Token);
                Interlocked.Increment(ref _accepted);
                _ = ConnectAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task ConnectAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            client.NoDelay = true;
            await server.ConnectAsync(IPAddress.Loopback, _target, _ending.Token);
            _open.TryAdd(client, true);
            await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server is gone, and so is the client.
        }
        finally
        {
            _open.TryRemove(client, out _);
            Break(client);
            Break(server);
        }
    }

    private async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, _ending.Token)) > 0)
            {
                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay, _ending.Token);
                }

                Interlocked.Add(ref _bytes, count);
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _ending.Token);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
