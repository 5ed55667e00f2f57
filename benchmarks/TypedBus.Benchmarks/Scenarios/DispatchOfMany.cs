using Microsoft.Extensions.DependencyInjection;
using TypedBus.Benchmarks.Compare;
using HundredEvent = TypedBus.Benchmarks.Hundred.Many042;
using HundredHandlers = TypedBus.Benchmarks.Hundred.ManyHandlers;
using OneEvent = TypedBus.Benchmarks.One.Many000;
using OneHandlers = TypedBus.Benchmarks.One.ManyHandlers;
using ThousandEvent = TypedBus.Benchmarks.Thousand.Many742;
using ThousandHandlers = TypedBus.Benchmarks.Thousand.ManyHandlers;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>A dispatch on a bus of many event types, against the same on a bus whose only assembly has but one.</summary>
internal abstract class DispatchOfMany : Scenario
{
    private readonly OneHandlers _theirs = new();
    private readonly EventBus _bus;

    protected DispatchOfMany(string name)
        : base(name)
    {
        _bus = Start(_theirs);
    }

    public override long TheirsHandled => _theirs.Total;

    public override void RunTheirs(int events)
    {
        var bus = _bus;
        for (var number = 0; number < events; number++)
        {
            bus.DispatchAsync(new OneEvent(number, 1)).GetAwaiter().GetResult();
        }
    }

    public override void Dispose() => _bus.Dispose();

    /// <summary>Starts a bus of the assembly of these handlers alone.</summary>
    protected static EventBus Start<THandlers>(THandlers handlers)
        where THandlers : class =>
        EventBus.Start(
            EventModules.All.Where(static module => module.Name == typeof(THandlers).Assembly.GetName().Name),
            bus => bus.Services.AddSingleton(handlers));
}

internal sealed class DispatchOfHundred : DispatchOfMany
{
    private readonly HundredHandlers _ours = new();
    private readonly EventBus _bus;

    public DispatchOfHundred()
        : base("dispatch-of-100")
    {
        _bus = Start(_ours);
    }

    public override long OursHandled => _ours.Total;

    public override void RunOurs(int events)
    {
        var bus = _bus;
        for (var number = 0; number < events; number++)
        {
            bus.DispatchAsync(new HundredEvent(number, 1)).GetAwaiter().GetResult();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _bus.Dispose();
    }
}

internal sealed class DispatchOfThousand : DispatchOfMany
{
    private readonly ThousandHandlers _ours = new();
    private readonly EventBus _bus;

    public DispatchOfThousand()
        : base("dispatch-of-1000")
    {
        _bus = Start(_ours);
    }

    public override long OursHandled => _ours.Total;

    public override void RunOurs(int events)
    {
        var bus = _bus;
        for (var number = 0; number < events; number++)
        {
            bus.DispatchAsync(new ThousandEvent(number, 1)).GetAwaiter().GetResult();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _bus.Dispose();
    }
}
