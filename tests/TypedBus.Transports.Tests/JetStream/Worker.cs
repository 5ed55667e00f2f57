using System.Diagnostics;
using System.Globalization;
using TypedBus.Nats;

namespace TypedBus.Transports.Tests.JetStream;

[Event("ledger.ordered")]
public sealed record Ordered(int Number);

[Event("entries.entered")]
public sealed record Entered(int Number, int Attempt);

public static class Ledger
{
    [Handler]
    public static Entered Enter(Ordered ordered, EventContext context)
    {
        WorkerProcess.Note($"{ordered.Number}");
        return new Entered(ordered.Number, context.Attempt);
    }
}

/// <summary>Where a worker stops going on, to be killed there.</summary>
public enum Hang
{
    Never,

    /// <summary>In the middle of its first delivery.</summary>
    InDelivery,

    /// <summary>When its first delivery has been handled and the result published, before it is settled.</summary>
    BeforeSettlement,
}

/// <summary>A process that runs a bus with the handler above: this program itself, told to run the one test below.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _file;
    private readonly Task _output;

    private Worker(Process process, string file)
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

    public static Worker Start(NatsServer server, Hang hang = Hang.Never, int prefetch = 4)
    {
        var file = server.Folder.PathOf($"worker-{Guid.NewGuid():N}");
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, typeof(Worker).Assembly.GetName().Name!),
            ["-explicit", "only", "-method", $"{typeof(WorkerProcess).FullName}.{nameof(WorkerProcess.Run)}", "-noColor"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[WorkerProcess.Setting] = $"{server.Url}|{file}|{hang}|{prefetch}";
        return new Worker(Process.Start(start)!, file);
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

/// <summary>What runs in the other process.</summary>
public sealed class WorkerProcess
{
    internal const string Setting = "TYPEDBUS_TEST_WORKER";

    private static readonly Lock _lock = new();
    private static string? _file;

    /// <summary>Runs until its input ends. It is no test: another one starts a process for it alone.</summary>
    [Fact(Explicit = true)]
    public async Task Run()
    {
        var setting = Environment.GetEnvironmentVariable(Setting)?.Split('|') ?? throw new InvalidOperationException("A test starts it.");
        _file = setting[1];
        await using (await StartBusAsync(setting[0], Enum.Parse<Hang>(setting[2]), int.Parse(setting[3], CultureInfo.InvariantCulture)))
        {
            while (await Console.In.ReadLineAsync() is not null)
            {
                // Only its end says anything.
            }
        }
    }

    internal static void Note(string line)
    {
        lock (_lock)
        {
            File.AppendAllText(_file!, line + "\n");
        }
    }

    /// <summary>Starts a bus that publishes and, unless told otherwise, handles.</summary>
    internal static Task<EventBus> StartBusAsync(string url, Hang hang = Hang.Never, int prefetch = 4, bool handles = true) =>
        EventBus.StartAsync(EventModules.All, bus =>
        {
            bus.UseTransport("jetstream").UseNats(options =>
            {
                options.Url = url;
                options.JetStream.Start = JetStreamStart.All;
                options.JetStream.AckWait = TimeSpan.FromSeconds(1);
                options.JetStream.Prefetch = prefetch;
            });
            var ledger = $"{typeof(Ledger).FullName}.*";
            _ = handles ? bus.Handlers.Only(ledger) : bus.Handlers.Except("*");
            if (hang != Hang.Never)
            {
                bus.Use(next => async context =>
                {
                    if (hang == Hang.BeforeSettlement)
                    {
                        await next(context);
                    }
                    else
                    {
                        Note($"{((EventContext<Ordered>)context).Event.Number}");
                    }

                    await new TaskCompletionSource().Task;
                });
            }
        });
}
