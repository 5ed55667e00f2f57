using System.Runtime.CompilerServices;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>One handler of a class event that returns a completed task, against a call of the handler through an interface.</summary>
internal sealed class DispatchOneClass : Scenario
{
    private readonly DispatchOneClassHandler _ours = new();
    private readonly DispatchOneClassHandler _theirs = new();
    private readonly IDispatchOneClassHandler _handler;
    private readonly EventBus _bus;

    // One object, sent again and again: what is measured is the way to the handler, not the making of events.
    private readonly DispatchOneClassEvent _event = new(0, 1);

    public DispatchOneClass()
        : base("dispatch-1-class")
    {
        // A second implementation is loaded, as in any program worth an interface.
        new OtherDispatchOneClassHandler().Handle(_event).GetAwaiter().GetResult();
        _handler = _theirs;
        _bus = StartBus(_ours);
    }

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events)
    {
        var (bus, @event) = (_bus, _event);
        for (var number = 0; number < events; number++)
        {
            bus.DispatchAsync(@event).GetAwaiter().GetResult();
        }
    }

    public override void RunTheirs(int events)
    {
        var (handler, @event) = (_handler, _event);
        for (var number = 0; number < events; number++)
        {
            handler.Handle(@event).GetAwaiter().GetResult();
        }
    }

    public override void Dispose() => _bus.Dispose();
}

[Event("benchmarks.dispatch.one-class")]
internal sealed record DispatchOneClassEvent(long Number, long Amount);

internal interface IDispatchOneClassHandler
{
    ValueTask Handle(DispatchOneClassEvent raised);
}

internal sealed class DispatchOneClassHandler : Counter, IDispatchOneClassHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(DispatchOneClassEvent raised)
    {
        Total += raised.Amount;
        return default;
    }
}

internal sealed class OtherDispatchOneClassHandler : Counter, IDispatchOneClassHandler
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(DispatchOneClassEvent raised)
    {
        Total -= raised.Amount;
        return default;
    }
}
