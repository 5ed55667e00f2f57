using System.Runtime.CompilerServices;
using Mediator;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>One handler of a 16-byte struct, against Mediator's generated dispatch through the interface that its users inject.</summary>
internal sealed class DispatchOneOverMediator : Scenario
{
    private readonly NoticeHandler _ours = new();
    private readonly NoticeHandler _theirs;
    private readonly ServiceProvider _services;
    private readonly IMediator _mediator;
    private readonly EventBus _bus;

    public DispatchOneOverMediator()
        : base("dispatch-1-vs-imediator")
    {
        var services = new ServiceCollection();
        services.AddMediator();
        _services = services.BuildServiceProvider();
        _mediator = _services.GetRequiredService<IMediator>();
        _theirs = _services.GetRequiredService<NoticeHandler>();
        _bus = StartBus(_ours);
    }

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events)
    {
        var bus = _bus;
        for (var number = 0; number < events; number++)
        {
            bus.DispatchAsync(new Notice(number, 1)).GetAwaiter().GetResult();
        }
    }

    public override void RunTheirs(int events)
    {
        var mediator = _mediator;
        for (var number = 0; number < events; number++)
        {
            mediator.Publish(new Notice(number, 1)).GetAwaiter().GetResult();
        }
    }

    public override void Dispose()
    {
        _bus.Dispose();
        _services.Dispose();
    }
}

[Event("benchmarks.notice")]
public readonly record struct Notice(long Number, long Amount) : INotification;

/// <summary>One method is the handler of both.</summary>
public sealed class NoticeHandler : Counter, INotificationHandler<Notice>
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(Notice notification, CancellationToken cancellationToken)
    {
        Total += notification.Amount;
        return default;
    }
}
