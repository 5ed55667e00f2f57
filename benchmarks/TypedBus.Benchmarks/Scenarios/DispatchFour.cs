using System.Runtime.CompilerServices;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>Four void handlers of a 16-byte struct, against the same calls through interfaces, written by hand.</summary>
internal sealed class DispatchFour : Scenario
{
    private readonly Counter[] _ours = Handlers();
    private readonly Counter[] _theirs = Handlers();
    private readonly IDispatchFourHandler _first;
    private readonly IDispatchFourHandler _second;
    private readonly IDispatchFourHandler _third;
    private readonly IDispatchFourHandler _fourth;
    private readonly EventBus _bus;

    public DispatchFour()
        : base("dispatch-4")
    {
        _first = (IDispatchFourHandler)_theirs[0];
        _second = (IDispatchFourHandler)_theirs[1];
        _third = (IDispatchFourHandler)_theirs[2];
        _fourth = (IDispatchFourHandler)_theirs[3];
        _bus = StartBus(_ours);
    }

    public override int HandlersOfEvent => 4;

    public override long OursHandled => _ours.Sum(static handler => handler.Total);

    public override long TheirsHandled => _theirs.Sum(static handler => handler.Total);

    public override void RunOurs(int events)
    {
        var bus = _bus;
        for (var number = 0; number < events; number++)
        {
            bus.DispatchAsync(new DispatchFourEvent(number, 1)).GetAwaiter().GetResult();
        }
    }

    public override void RunTheirs(int events)
    {
        for (var number = 0; number < events; number++)
        {
            var raised = new DispatchFourEvent(number, 1);
            _first.Handle(raised);
            _second.Handle(raised);
            _third.Handle(raised);
            _fourth.Handle(raised);
        }
    }

    public override void Dispose() => _bus.Dispose();

    private static Counter[] Handlers() =>
    [
        new FirstDispatchFourHandler(),
        new SecondDispatchFourHandler(),
        new ThirdDispatchFourHandler(),
        new FourthDispatchFourHandler(),
    ];
}

[Event("benchmarks.dispatch.four")]
internal readonly record struct DispatchFourEvent(long Number, long Amount);

internal interface IDispatchFourHandler
{
    void Handle(DispatchFourEvent raised);
}

internal sealed class FirstDispatchFourHandler : Counter, IDispatchFourHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchFourEvent raised) => Total += raised.Amount;
}

internal sealed class SecondDispatchFourHandler : Counter, IDispatchFourHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchFourEvent raised) => Total += raised.Amount;
}

internal sealed class ThirdDispatchFourHandler : Counter, IDispatchFourHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchFourEvent raised) => Total += raised.Amount;
}

internal sealed class FourthDispatchFourHandler : Counter, IDispatchFourHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchFourEvent raised) => Total += raised.Amount;
}
