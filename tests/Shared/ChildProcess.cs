using System.Diagnostics;
using System.Threading.Channels;

namespace TypedBus.Tests.Shared;

/// <summary>A program that runs beside the test. What it writes is read as it comes; disposing of it ends it if it still runs.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Channel<string> _unread = Channel.CreateUnbounded<string>();
    private readonly Task _output;
    private readonly Task<string> _error;

    private ChildProcess(Process process)
    {
        _process = process;
        _output = ReadLinesAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a .NET assembly.</summary>
    public static ChildProcess StartDotnet(params string[] arguments) =>
        Start(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments);

    /// <summary>Starts a program.</summary>
    public static ChildProcess Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test's own build and run left in the environment is not for the child. Build servers would outlive it and keep its
        // output open, so it has none.
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Gives the program its input, all of it, and waits for its end.</summary>
    public async Task<ChildResult> EndAsync(string input = "")
    {
        using var limit = new CancellationTokenSource(_patience);
        try
        {
            await _process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading its input, as it may.
        }

        await _process.WaitForExitAsync(limit.Token);
        await _output.WaitAsync(limit.Token);
        return new ChildResult(_process.ExitCode, [.. _lines], await _error.WaitAsync(limit.Token));
    }

    /// <summary>Waits until the program has written a line that holds a text.</summary>
    public async Task WaitForAsync(string text)
    {
        using var limit = new CancellationTokenSource(_patience);
        await foreach (var line in _unread.Reader.ReadAllAsync(limit.Token))
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The program ended without a line that holds '{text}':\n{string.Join('\n', _lines)}");
    }

    /// <summary>Sends the program a signal, such as <c>INT</c>.</summary>
    public async Task SignalAsync(string name)
    {
        // The shell's own: a bare machine has no other.
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task ReadLinesAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Add(line);
            _unread.Writer.TryWrite(line);
        }

        _unread.Writer.Complete();
    }
}

/// <summary>What a program has left.</summary>
internal sealed record ChildResult(int ExitCode, IReadOnlyList<string> Lines, string Error)
{
    /// <summary>Gets all that it wrote, for a test's message.</summary>
    public string Everything => string.Join('\n', Lines) + Error;
}
