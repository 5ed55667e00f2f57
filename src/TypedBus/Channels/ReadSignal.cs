using System.Threading.Tasks.Sources;

namespace TypedBus.Channels;

/// <summary>Wakes the one reader of a channel. It is its own work item and its own task source, so a wait allocates nothing.</summary>
/// <remarks>
/// Each <see cref="Begin"/> is followed by exactly one <see cref="Set"/>, which the channel's lock sees to, and by one await.
/// The reader goes on on the thread pool, never inside the writer's call.
/// </remarks>
internal sealed class ReadSignal : IValueTaskSource<bool>, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private bool _hasItem;

    public ValueTask<bool> Begin() => new(this, _core.Version);

    public void Set(bool hasItem)
    {
        _hasItem = hasItem;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    public bool GetResult(short token)
    {
        var result = _core.GetResult(token);
        _core.Reset();
        return result;
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    void IThreadPoolWorkItem.Execute() => _core.SetResult(_hasItem);
}
