using System.Runtime.CompilerServices;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>One handler that goes on later, on the thread pool, against an await of the same method through an interface.</summary>
internal sealed class DispatchOneAwaiting : Scenario
{
    private readonly AwaitingHandler _ours = new();
    private readonly AwaitingHandler _theirs = new();
    private readonly IAwaitingHandler _handler;
    private readonly EventBus _bus;

    public DispatchOneAwaiting()
        : base("dispatch-async-1")
    {
        _handler = _theirs;
        _bus = StartBus(_ours);
    }

    public override bool HandsOver => true;

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events) => Task.Run(() => DispatchAsync(_bus, events)).GetAwaiter().GetResult();

    public override void RunTheirs(int events) => Task.Run(() => CallAsync(_handler, events)).GetAwaiter().GetResult();

    public override void Dispose() => _bus.Dispose();

    private static async Task DispatchAsync(EventBus bus, int events)
    {
        for (var number = 0; number < events; number++)
        {
            await bus.DispatchAsync(new Awaiting(number, 1)).ConfigureAwait(false);
        }
    }

    private static async Task CallAsync(IAwaitingHandler handler, int events)
    {
        for (var number = 0; number < events; number++)
        {
            await handler.Handle(new Awaiting(number, 1)).ConfigureAwait(false);
        }
    }
}

[Event("benchmarks.awaiting")]
internal readonly record struct Awaiting(long Number, long Amount);

internal interface IAwaitingHandler
{
    ValueTask Handle(Awaiting raised);
}

internal sealed class AwaitingHandler : Counter, IAwaitingHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public async ValueTask Handle(Awaiting raised)
    {
        await Task.Yield();
        Total += raised.Amount;
    }
}
