using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TypedBus.Tests.Shared;

/// <summary>
/// A real server, run beside the test on a loopback port and in a folder of its own. It can be killed and started again on its data. Disposing of it
/// ends it, and its folder goes.
/// </summary>
internal sealed class NatsServer : IAsyncDisposable
{
    private const string Name = "nats-server";

    // Where Debian puts it is not in everybody's path.
    private static readonly string? _program = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Append("/usr/sbin")
        .Select(static folder => Path.Combine(folder, Name))
        .FirstOrDefault(File.Exists);

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    // What still runs when this program ends, as it does by a failure that nobody catches.
    private static readonly ConcurrentDictionary<int, Process> _running = new();

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    static NatsServer()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => EndAll();
        AppDomain.CurrentDomain.UnhandledException += static (_, _) => EndAll();
    }

    private NatsServer()
    {
    }

    /// <summary>Gets why no server can be started here, or null.</summary>
    public static string? Absence { get; } = _program is null
        ? $"{Name} is not installed: apt-get install -y --no-install-recommends {Name}."
        : null;

    /// <summary>Gets the port, which it keeps when it is started again.</summary>
    public int Port { get; private set; }

    public string Url => $"nats://127.0.0.1:{Port}";

    /// <summary>Gets the identifier of the process that runs now, or of the last one.</summary>
    public int ProcessId { get; private set; }

    /// <summary>Gets the folder of the server, where tests may put certificates and the like.</summary>
    public TemporaryFolder Folder => _folder;

    /// <summary>Gets what it has logged so far, over all its starts.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Starts a server, and waits until it takes connections.</summary>
    /// <param name="jetStream">Whether it keeps streams, in its folder.</param>
    /// <param name="configuration">
    /// Further lines of its configuration, such as <c>max_payload: 1024</c>, made when its folder is there: what it names can be written first.
    /// </param>
    public static async Task<NatsServer> StartAsync(bool jetStream = false, Func<TemporaryFolder, string>? configuration = null)
    {
        var server = new NatsServer();
        try
        {
            var lines = configuration?.Invoke(server._folder);
            for (var attempt = 1; ; attempt++)
            {
                server.Port = FreePort();
                server.Configure(jetStream, lines);
                try
                {
                    await server.RestartAsync();
                    return server;
                }
                catch (InvalidOperationException) when (attempt < 5 && server.Log.Contains("address already in use", StringComparison.Ordinal))
                {
                    // Somebody else took the port in between.
                }
            }
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, as SIGKILL does: it has no time to write anything.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            _running.TryRemove(process.Id, out _);
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Starts it again, on its data and its port, after it was killed, and waits until it takes connections.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        // Its output is its own: a program that inherits ours would keep whoever reads it waiting.
        _process = Process.Start(new ProcessStartInfo(_program!, ["--config", _folder.PathOf("server.conf")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _running[_process.Id] = _process;
        ProcessId = _process.Id;
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? string.Empty);
        _process.BeginErrorReadLine();
        await WaitUntilReadyAsync(_process);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private static void EndAll()
    {
        foreach (var process in _running.Values)
        {
            process.Kill();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Configure(bool jetStream, string? lines)
    {
        var text = new StringBuilder().AppendLine("host: 127.0.0.1").AppendLine($"port: {Port}");
        if (jetStream)
        {
            text.AppendLine($"jetstream {{ store_dir: \"{_folder.PathOf("streams")}\", max_file: 1G, max_mem: 64M }}");
        }

        File.WriteAllText(_folder.PathOf("server.conf"), text.AppendLine(lines).ToString());
    }

    // It speaks first: a line that begins with INFO, when it takes clients.
    private async Task WaitUntilReadyAsync(Process process)
    {
        using var limit = new CancellationTokenSource(_patience);
        while (true)
        {
            if (process.HasExited)
            {
                await process.WaitForExitAsync(limit.Token);
                throw new InvalidOperationException($"{Name} has ended:\n{Log}");
            }

            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port, limit.Token);
                using var reader = new StreamReader(client.GetStream());
                if ((await reader.ReadLineAsync(limit.Token))?.StartsWith("INFO ", StringComparison.Ordinal) == true)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // Not yet. Each attempt is a question to the server; the pause only keeps from asking without end.
                await Task.Delay(10, limit.Token);
            }
        }
    }
}
