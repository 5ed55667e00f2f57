using System.Collections.Concurrent;

namespace TypedBus.Tests.Support;

/// <summary>What handlers of a test write down, and what the test waits for. Each test has its own, as a service of its bus.</summary>
public sealed class Recorder
{
    // Only a test that hangs ever waits this long.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = [];
    private readonly Lock _lock = new();
    private readonly List<string> _entries = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waits = [];

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    public void Add(string entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
            foreach (var (_, reached) in _waits.FindAll(wait => wait.Count <= _entries.Count))
            {
                reached.TrySetResult();
            }
        }
    }

    /// <summary>Waits until so many entries are written.</summary>
    public async Task<IReadOnlyList<string>> Reaches(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_entries.Count >= count)
            {
                return [.. _entries];
            }

            _waits.Add((count, reached));
        }

        try
        {
            await reached.Task.WaitAsync(_patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Waited for {count} entries, and there are {Entries.Count}: {string.Join(", ", Entries.Take(50))}");
        }

        return Entries;
    }

    /// <summary>Where a handler waits until the test opens the gate.</summary>
    public Task Gate(string name, CancellationToken cancellationToken = default) =>
        Source(name).Task.WaitAsync(_patience, cancellationToken);

    public void Open(string name) => Source(name).TrySetResult();

    private TaskCompletionSource Source(string name) =>
        _gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
