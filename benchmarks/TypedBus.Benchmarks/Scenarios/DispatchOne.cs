using System.Runtime.CompilerServices;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>One void handler of a 16-byte struct, against a call of the handler through an interface.</summary>
internal sealed class DispatchOne : Scenario
{
    private readonly DispatchOneHandler _ours = new();
    private readonly DispatchOneHandler _theirs = new();
    private readonly IDispatchOneHandler _handler;
    private readonly EventBus _bus;

    public DispatchOne()
        : base("dispatch-1")
    {
        // A second implementation is loaded, as in any program worth an interface.
        new OtherDispatchOneHandler().Handle(default);
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
            bus.DispatchAsync(new DispatchOneEvent(number, 1)).GetAwaiter().GetResult();
        }
    }

    public override void RunTheirs(int events)
    {
        var handler = _handler;
        for (var number = 0; number < events; number++)
        {
            handler.Handle(new DispatchOneEvent(number, 1));
        }
    }

    public override void Dispose() => _bus.Dispose();
}

[Event("benchmarks.dispatch.one")]
internal readonly record struct DispatchOneEvent(long Number, long Amount);

internal interface IDispatchOneHandler
{
    void Handle(DispatchOneEvent raised);
}

internal sealed class DispatchOneHandler : Counter, IDispatchOneHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchOneEvent raised) => Total += raised.Amount;
}

internal sealed class OtherDispatchOneHandler : Counter, IDispatchOneHandler
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchOneEvent raised) => Total -= raised.Amount;
}
