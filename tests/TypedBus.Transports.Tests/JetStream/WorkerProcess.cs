using System.Diagnostics;
using System.Globalization;
using TypedBus.Transports.Worker;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>A process that runs a bus with one handler.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _file;
    private readonly Task _output;

    private WorkerProcess(Process process, string file)
    {
        _process = process;
        _file = file;
        _output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>Gets the numbers of the orders that it has begun to handle, in order.</summary>
    public List<int> Handled => File.Exists(_file)
        ? [.. File.ReadAllLines(_file).Where(static line => line.Length > 0).Select(static line => int.Parse(line, CultureInfo.InvariantCulture))]
        : [];

    public bool IsRunning => !_process.HasExited;

    public static WorkerProcess Start(NatsServer server, Hang hang = Hang.Never, int prefetch = 4)
    {
        var file = server.Folder.PathOf($"worker-{Guid.NewGuid():N}");
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [typeof(WorkerBus).Assembly.Location, server.Url, file, $"{hang}", prefetch.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new WorkerProcess(Process.Start(start)!, file);
    }

    /// <summary>Ends it at once, as SIGKILL does.</summary>
    public async Task KillAsync()
    {
        Assert.True(IsRunning, "It has ended before it was killed.");
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Has it stop as a host stops, and waits for its end.</summary>
    public async Task StopAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(limit.Token);
        Assert.Equal(0, _process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        await _output;
        _process.Dispose();
    }
}
