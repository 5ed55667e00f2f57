using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>
/// One delivery through four middlewares to its handler, against four nested delegates written by hand. On our side a fifth, outside the others,
/// runs the chain as often as a batch wants.
/// </summary>
internal sealed class ContextChainFour : Scenario
{
    private readonly ChainedHandler _ours = new();
    private readonly ChainedHandler _theirs = new();
    private readonly HandDelegate<Chained> _chain;
    private readonly HandContext<Chained> _context = new();
    private readonly CountdownEvent _ended = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly EventBus _bus;
    private int _events;

    public ContextChainFour()
        : base("context-chain-4")
    {
        IChainedHandler handler = _theirs;
        _chain = HandMiddleware.Correlate(
            NullLogger.Instance,
            HandMiddleware.Limit(
                TimeSpan.FromSeconds(30),
                HandMiddleware.Throttle(
                    HandMiddleware.Limiter(), HandMiddleware.Recover<Chained>(context => handler.Handle(context.Envelope.Event)))));
        _context.CancellationToken = _stop.Token;
        _bus = EventBus.Start(EventModules.All, bus =>
        {
            bus.Services.AddSingleton(_ours);
            bus.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
            bus.Handlers.Only(typeof(ChainedHandler).FullName + ".*");
            bus.Use(Repeat);
            bus.UseCorrelationId().UseTimeout(TimeSpan.FromSeconds(30)).UseThrottle(HandMiddleware.Limiter())
                .UseRecoverer(static exception => exception is FormatException);
        });
    }

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events)
    {
        _events = events;
        _ended.Reset();
        _bus.PublishAsync(new Chained(0, 1)).GetAwaiter().GetResult();
        _ended.Wait();
    }

    public override void RunTheirs(int events)
    {
        _context.Envelope = new Envelope<Chained>(new Chained(0, 1));
        Task.Run(() =>
        {
            for (var number = 0; number < events; number++)
            {
                _chain(_context).GetAwaiter().GetResult();
            }
        }).GetAwaiter().GetResult();
    }

    public override void Dispose()
    {
        _bus.Dispose();
        _ended.Dispose();
        _stop.Dispose();
    }

    private EventDelegate Repeat(EventDelegate next) => context =>
    {
        for (var number = 0; number < _events; number++)
        {
            next(context).GetAwaiter().GetResult();
        }

        _ended.Signal();
        return default;
    };
}

[Event("benchmarks.chained")]
internal readonly record struct Chained(long Number, long Amount);

internal interface IChainedHandler
{
    ValueTask Handle(Chained raised);
}

internal sealed class ChainedHandler : Counter, IChainedHandler
{
    [Handler]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(Chained raised)
    {
        Total += raised.Amount;
        return default;
    }
}
