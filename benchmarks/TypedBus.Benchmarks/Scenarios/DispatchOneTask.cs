using System.Runtime.CompilerServices;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>One handler of a 16-byte struct that returns a completed task, against a call of the handler through an interface.</summary>
internal sealed class DispatchOneTask : Scenario
{
    private readonly DispatchOneTaskHandler _ours = new();
    private readonly DispatchOneTaskHandler _theirs = new();
    private readonly IDispatchOneTaskHandler _handler;
    private readonly EventBus _bus;

    public DispatchOneTask()
        : base("dispatch-1-task")
    {
        // A second implementation is loaded, as in any program worth an interface.
        new OtherDispatchOneTaskHandler().Handle(default).GetAwaiter().GetResult();
        _handler = _theirs;
        _bus = StartBus(_ours);
    }

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events)
    {
        var bus = _bus;
        for (var number = 0; number < events; number++)
        {
            bus.DispatchAsync(new DispatchOneTaskEvent(number, 1)).GetAwaiter().GetResult();
        }
    }

    public override void RunTheirs(int events)
    {
        var handler = _handler;
        for (var number = 0; number < events; number++)
        {
            handler.Handle(new DispatchOneTaskEvent(number, 1)).GetAwaiter().GetResult();
        }
    }

    public override void Dispose() => _bus.Dispose();
}

[Event("benchmarks.dispatch.one-task")]
internal readonly record struct DispatchOneTaskEvent(long Number, long Amount);

internal interface IDispatchOneTaskHandler
{
    ValueTask Handle(DispatchOneTaskEvent raised);
}

internal sealed class DispatchOneTaskHandler : Counter, IDispatchOneTaskHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(DispatchOneTaskEvent raised)
    {
        Total += raised.Amount;
        return default;
    }
}

internal sealed class OtherDispatchOneTaskHandler : Counter, IDispatchOneTaskHandler
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(DispatchOneTaskEvent raised)
    {
        Total -= raised.Amount;
        return default;
    }
}
