using System.Runtime.CompilerServices;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>Eight void handlers of a 16-byte struct, against the same calls through interfaces, written by hand.</summary>
internal sealed class DispatchEight : Scenario
{
    private readonly Counter[] _ours = Handlers();
    private readonly Counter[] _theirs = Handlers();
    private readonly IDispatchEightHandler _first;
    private readonly IDispatchEightHandler _second;
    private readonly IDispatchEightHandler _third;
    private readonly IDispatchEightHandler _fourth;
    private readonly IDispatchEightHandler _fifth;
    private readonly IDispatchEightHandler _sixth;
    private readonly IDispatchEightHandler _seventh;
    private readonly IDispatchEightHandler _eighth;
    private readonly EventBus _bus;

    public DispatchEight()
        : base("dispatch-8")
    {
        _first = (IDispatchEightHandler)_theirs[0];
        _second = (IDispatchEightHandler)_theirs[1];
        _third = (IDispatchEightHandler)_theirs[2];
        _fourth = (IDispatchEightHandler)_theirs[3];
        _fifth = (IDispatchEightHandler)_theirs[4];
        _sixth = (IDispatchEightHandler)_theirs[5];
        _seventh = (IDispatchEightHandler)_theirs[6];
        _eighth = (IDispatchEightHandler)_theirs[7];
        _bus = StartBus(_ours);
    }

    public override int HandlersOfEvent => 8;

    public override long OursHandled => _ours.Sum(static handler => handler.Total);

    public override long TheirsHandled => _theirs.Sum(static handler => handler.Total);

    public override void RunOurs(int events)
    {
        var bus = _bus;
        for (var number = 0; number < events; number++)
        {
            bus.DispatchAsync(new DispatchEightEvent(number, 1)).GetAwaiter().GetResult();
        }
    }

    public override void RunTheirs(int events)
    {
        for (var number = 0; number < events; number++)
        {
            var raised = new DispatchEightEvent(number, 1);
            _first.Handle(raised);
            _second.Handle(raised);
            _third.Handle(raised);
            _fourth.Handle(raised);
            _fifth.Handle(raised);
            _sixth.Handle(raised);
            _seventh.Handle(raised);
            _eighth.Handle(raised);
        }
    }

    public override void Dispose() => _bus.Dispose();

    private static Counter[] Handlers() =>
    [
        new FirstDispatchEightHandler(),
        new SecondDispatchEightHandler(),
        new ThirdDispatchEightHandler(),
        new FourthDispatchEightHandler(),
        new FifthDispatchEightHandler(),
        new SixthDispatchEightHandler(),
        new SeventhDispatchEightHandler(),
        new EighthDispatchEightHandler(),
    ];
}

[Event("benchmarks.dispatch.eight")]
internal readonly record struct DispatchEightEvent(long Number, long Amount);

internal interface IDispatchEightHandler
{
    void Handle(DispatchEightEvent raised);
}

internal sealed class FirstDispatchEightHandler : Counter, IDispatchEightHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchEightEvent raised) => Total += raised.Amount;
}

internal sealed class SecondDispatchEightHandler : Counter, IDispatchEightHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchEightEvent raised) => Total += raised.Amount;
}

internal sealed class ThirdDispatchEightHandler : Counter, IDispatchEightHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchEightEvent raised) => Total += raised.Amount;
}

internal sealed class FourthDispatchEightHandler : Counter, IDispatchEightHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchEightEvent raised) => Total += raised.Amount;
}

internal sealed class FifthDispatchEightHandler : Counter, IDispatchEightHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchEightEvent raised) => Total += raised.Amount;
}

internal sealed class SixthDispatchEightHandler : Counter, IDispatchEightHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchEightEvent raised) => Total += raised.Amount;
}

internal sealed class SeventhDispatchEightHandler : Counter, IDispatchEightHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchEightEvent raised) => Total += raised.Amount;
}

internal sealed class EighthDispatchEightHandler : Counter, IDispatchEightHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Handle(DispatchEightEvent raised) => Total += raised.Amount;
}
