using System.Runtime.CompilerServices;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>Four handlers of a 16-byte struct that return completed tasks, against the same calls through interfaces, written by hand.</summary>
internal sealed class DispatchFourTask : Scenario
{
    private readonly Counter[] _ours = Handlers();
    private readonly Counter[] _theirs = Handlers();
    private readonly IDispatchFourTaskHandler _first;
    private readonly IDispatchFourTaskHandler _second;
    private readonly IDispatchFourTaskHandler _third;
    private readonly IDispatchFourTaskHandler _fourth;
    private readonly EventBus _bus;

    public DispatchFourTask()
        : base("dispatch-4-task")
    {
        _first = (IDispatchFourTaskHandler)_theirs[0];
        _second = (IDispatchFourTaskHandler)_theirs[1];
        _third = (IDispatchFourTaskHandler)_theirs[2];
        _fourth = (IDispatchFourTaskHandler)_theirs[3];
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
            bus.DispatchAsync(new DispatchFourTaskEvent(number, 1)).GetAwaiter().GetResult();
        }
    }

    public override void RunTheirs(int events)
    {
        for (var number = 0; number < events; number++)
        {
            var raised = new DispatchFourTaskEvent(number, 1);
            _first.Handle(raised).GetAwaiter().GetResult();
            _second.Handle(raised).GetAwaiter().GetResult();
            _third.Handle(raised).GetAwaiter().GetResult();
            _fourth.Handle(raised).GetAwaiter().GetResult();
        }
    }

    public override void Dispose() => _bus.Dispose();

    private static Counter[] Handlers() =>
    [
        new FirstDispatchFourTaskHandler(),
        new SecondDispatchFourTaskHandler(),
        new ThirdDispatchFourTaskHandler(),
        new FourthDispatchFourTaskHandler(),
    ];
}

[Event("benchmarks.dispatch.four-task")]
internal readonly record struct DispatchFourTaskEvent(long Number, long Amount);

internal interface IDispatchFourTaskHandler
{
    ValueTask Handle(DispatchFourTaskEvent raised);
}

internal sealed class FirstDispatchFourTaskHandler : Counter, IDispatchFourTaskHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(DispatchFourTaskEvent raised)
    {
        Total += raised.Amount;
        return default;
    }
}

internal sealed class SecondDispatchFourTaskHandler : Counter, IDispatchFourTaskHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(DispatchFourTaskEvent raised)
    {
        Total += raised.Amount;
        return default;
    }
}

internal sealed class ThirdDispatchFourTaskHandler : Counter, IDispatchFourTaskHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(DispatchFourTaskEvent raised)
    {
        Total += raised.Amount;
        return default;
    }
}

internal sealed class FourthDispatchFourTaskHandler : Counter, IDispatchFourTaskHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(DispatchFourTaskEvent raised)
    {
        Total += raised.Amount;
        return default;
    }
}
