using System.Collections.Concurrent;

namespace TypedBus.Testing;

/// <summary>A fault that a test has put in the place of some handlers. Disposing of it heals them.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class HandlerFault : IDisposable
{
    private readonly ConcurrentDictionary<string, int> _counts = [];
    private readonly FaultList _owner;
    private readonly HandlerPattern _handlers;
    private readonly Func<EventContext, Exception?> _choose;
    private readonly int _times;

    internal HandlerFault(FaultList owner, HandlerPattern handlers, int times, Func<EventContext, Exception?> choose)
    {
        _owner = owner;
        _handlers = handlers;
        _times = times;
        _choose = choose;
    }

    /// <summary>Gets how many attempts it has had fail, of all handlers together.</summary>
    public int Count => _counts.Values.Sum();

    /// <summary>Ends the fault: attempts that begin from now on reach the handlers.</summary>
    public void Dispose() => _owner.Remove(this);

    /// <summary>Gives what the attempt is to fail with, or null.</summary>
    internal Exception? Strike(EventContext context)
    {
        if (!_handlers.Matches(context.Handler) || _counts.GetValueOrDefault(context.Handler) >= _times || _choose(context) is not { } exception)
        {
            return null;
        }

        // Several workers of one handler may come at once: no more than so many of them are struck.
        var count = _counts.AddOrUpdate(context.Handler, 1, static (_, count) => count + 1);
        if (count <= _times)
        {
            return exception;
        }

        _counts.AddOrUpdate(context.Handler, 0, static (_, count) => count - 1);
        return null;
    }
}
