using System.Threading.Tasks.Sources;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>The way back to a publisher that waits for its event to be handled. It allocates nothing, and both sides use it.</summary>
internal sealed class BackSignal : IValueTaskSource
{
    // The publisher goes on on the thread pool, so that the worker comes to rest before the next event.
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    public ValueTask WaitAsync() => new(this, _core.Version);

    public void Set() => _core.SetResult(true);

    public void GetResult(short token)
    {
        _core.GetResult(token);
        _core.Reset();
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
