using System.Runtime.CompilerServices;
using Mediator;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>Handlers of a 16-byte struct, against Mediator's generated dispatch to the same methods.</summary>
/// <typeparam name="TNotice">The event, which is also the notification.</typeparam>
internal abstract class MediatorScenario<TNotice> : Scenario
    where TNotice : struct, INotice<TNotice>
{
    private readonly Counter[] _ours;
    private readonly Counter[] _theirs;
    private readonly ServiceProvider _services;
    private readonly EventBus _bus;

    protected MediatorScenario(string name, params Counter[] handlers)
        : base(name)
    {
        var services = new ServiceCollection();
        services.AddMediator();
        _services = services.BuildServiceProvider();
        _ours = handlers;
        _theirs = [.. handlers.Select(handler => (Counter)_services.GetRequiredService(handler.GetType()))];
        _bus = StartBus(_ours);
    }

    public override int HandlersOfEvent => _ours.Length;

    public override long OursHandled => _ours.Sum(static handler => handler.Total);

    public override long TheirsHandled => _theirs.Sum(static handler => handler.Total);

    protected IServiceProvider Services => _services;

    public override void RunOurs(int events)
    {
        var bus = _bus;
        for (var number = 0; number < events; number++)
        {
            bus.DispatchAsync(TNotice.Of(number)).GetAwaiter().GetResult();
        }
    }

    public override void Dispose()
    {
        _bus.Dispose();
        _services.Dispose();
    }
}

/// <summary>What Mediator's users inject: its interface.</summary>
/// <typeparam name="TNotice">The event.</typeparam>
internal abstract class InterfaceScenario<TNotice>(string name, params Counter[] handlers) : MediatorScenario<TNotice>(name, handlers)
    where TNotice : struct, INotice<TNotice>
{
    public override void RunTheirs(int events)
    {
        var mediator = Services.GetRequiredService<IMediator>();
        for (var number = 0; number < events; number++)
        {
            mediator.Publish(TNotice.Of(number)).GetAwaiter().GetResult();
        }
    }
}

/// <summary>The generated class itself, which is faster.</summary>
/// <typeparam name="TNotice">The event.</typeparam>
internal abstract class ConcreteScenario<TNotice>(string name, params Counter[] handlers) : MediatorScenario<TNotice>(name, handlers)
    where TNotice : struct, INotice<TNotice>
{
    public override void RunTheirs(int events)
    {
        var mediator = Services.GetRequiredService<global::Mediator.Mediator>();
        for (var number = 0; number < events; number++)
        {
            mediator.Publish(TNotice.Of(number)).GetAwaiter().GetResult();
        }
    }
}

public interface INotice<TNotice> : INotification
    where TNotice : struct, INotice<TNotice>
{
    long Amount { get; }

    static abstract TNotice Of(long number);
}

/// <summary>One method is the handler of both.</summary>
/// <typeparam name="TNotice">The event.</typeparam>
public abstract class NoticeHandler<TNotice> : Counter, INotificationHandler<TNotice>
    where TNotice : struct, INotice<TNotice>
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(TNotice notification, CancellationToken cancellationToken)
    {
        Total += notification.Amount;
        return default;
    }
}
