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
    public static ChildProcess StartDotnet(params string[] arguments) => StartDotnet([], arguments);

    /// <summary>Starts a .NET assembly, with variables of its own in its environment.</summary>
    public static ChildProcess StartDotnet(IEnumerable<(string Name, string Value)> environment, params string[] arguments) =>
        Start(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", environment, arguments);

    /// <summary>Starts a program.</summary>
    public static ChildProcess Start(string program, params string[] arguments) => Start(program, [], arguments);

    /// <summary>Starts a program, with variables of its own in its environment.</summary>
    public static ChildProcess Start(string program, IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test's own build and run left in the environment is not for the child.
        foreach (var name in start.Environment.Keys.Where(static name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        // A build's worker processes would outlive it, for nobody.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
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
    public Task WaitForAsync(string text) => WaitForAllAsync([text]);

    /// <summary>Waits until the program has written a line for each of these texts that holds it, in any order.</summary>
    public async Task WaitForAllAsync(IEnumerable<string> texts)
    {
        using var limit = new CancellationTokenSource(_patience);
        var missing = texts.ToList();
        while (missing.Count > 0)
        {
            if (!await _unread.Reader.WaitToReadAsync(limit.Token))
            {
                throw new InvalidOperationException(
                    $"The program ended without a line that holds '{string.Join("', '", missing)}':\n{string.Join('\n', _lines)}");
            }

            if (_unread.Reader.TryRead(out var line))
            {
                missing.RemoveAll(text => line.Contains(text, StringComparison.Ordinal));
            }
        }
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
