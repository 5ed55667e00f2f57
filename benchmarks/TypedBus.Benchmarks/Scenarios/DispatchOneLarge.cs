using System.Runtime.CompilerServices;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>One void handler that takes a 64-byte struct by reference, against a call of the handler through an interface.</summary>
/// <remarks>One event is sent again and again: what is measured is the way to the handler, not the eight stores that make an event.</remarks>
internal sealed class DispatchOneLarge : Scenario
{
    private readonly DispatchOneLargeHandler _ours = new();
    private readonly DispatchOneLargeHandler _theirs = new();
    private readonly IDispatchOneLargeHandler _handler;
    private readonly EventBus _bus;

    public DispatchOneLarge()
        : base("dispatch-1-64")
    {
        // A second implementation is loaded, as in any program worth an interface.
        new OtherDispatchOneLargeHandler().Handle(default);
        _handler = _theirs;
        _bus = StartBus(_ours);
    }

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events)
    {
        var bus = _bus;
        var raised = new DispatchOneLargeEvent(0, 1, 3, 4, 5, 6, 7, 8);
        for (var number = 0; number < events; number++)
        {
            bus.DispatchAsync(in raised).GetAwaiter().GetResult();
        }
    }

    public override void RunTheirs(int events)
    {
        var handler = _handler;
        var raised = new DispatchOneLargeEvent(0, 1, 3, 4, 5, 6, 7, 8);
        for (var number = 0; number < events; number++)
        {
            handler.Handle(in raised);
        }
    }

    public override void Dispose() => _bus.Dispose();
}

[Event("benchmarks.dispatch.one-large")]
internal readonly record struct DispatchOneLargeEvent(
    long Number, long Amount, long C, long D, long E, long F, long G, long H);

internal interface IDispatchOneLargeHandler
{
    void Handle(in DispatchOneLargeEvent raised);
}

internal sealed class DispatchOneLargeHandler : Counter, IDispatchOneLargeHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(in DispatchOneLargeEvent raised) => Total += raised.Amount;
}

internal sealed class OtherDispatchOneLargeHandler : Counter, IDispatchOneLargeHandler
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(in DispatchOneLargeEvent raised) => Total -= raised.Amount;
}
