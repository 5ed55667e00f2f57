using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TypedBus.Benchmarks.Compare;

namespace TypedBus.Benchmarks.Scenarios;

/// <summary>
/// Publish to settled through correlation, time limit, retry and throttle, against a bounded channel with the same four written by hand.
/// </summary>
internal sealed class RouterMiddleware : Scenario
{
    private readonly RoutedHandler _ours = new();
    private readonly RoutedHandler _theirs = new();
    private readonly Channel<Envelope<Routed>> _channel = Channel.CreateBounded<Envelope<Routed>>(
        new BoundedChannelOptions(QueueOneToOne.Capacity) { SingleReader = true, SingleWriter = true });
    private readonly CountdownEvent _settled = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly EventBus _bus;

    public RouterMiddleware()
        : base("router-middleware")
    {
        _bus = EventBus.Start(EventModules.All, bus =>
        {
            bus.Services.AddSingleton(_ours);
            bus.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
            bus.Handlers.Only(typeof(RoutedHandler).FullName + ".*");
            bus.UseCorrelationId().UseTimeout(TimeSpan.FromSeconds(30)).UseThrottle(HandMiddleware.Limiter());
        });
        _ = Task.Run(ReadAsync);
    }

    public override bool HandsOver => true;

    public override int Batch => QueueBatch;

    public override long OursHandled => _ours.Total;

    public override long TheirsHandled => _theirs.Total;

    public override void RunOurs(int events) => Run(_ours, events, async () =>
    {
        for (var number = 0; number < events; number++)
        {
            await _bus.PublishAsync(new Routed(number, 1)).ConfigureAwait(false);
        }
    });

    public override void RunTheirs(int events) => Run(_theirs, events, async () =>
    {
        for (var number = 0; number < events; number++)
        {
            await _channel.Writer.WriteAsync(new Envelope<Routed>(new Routed(number, 1))).ConfigureAwait(false);
        }
    });

    public override void Dispose()
    {
        _channel.Writer.Complete();
        _bus.Dispose();
        _settled.Dispose();
        _stop.Dispose();
    }

    private void Run(RoutedHandler handler, int events, Func<Task> publish)
    {
        _settled.Reset();
        handler.Expect(events, _settled);
        Task.Run(publish).GetAwaiter().GetResult();
        _settled.Wait();
    }

    private async Task ReadAsync()
    {
        IRoutedHandler handler = _theirs;
        var chain = HandMiddleware.Retry(
            attempts: 5,
            HandMiddleware.Correlate(
                NullLogger.Instance,
                HandMiddleware.Limit(
                    TimeSpan.FromSeconds(30),
                    HandMiddleware.Throttle<Routed>(HandMiddleware.Limiter(), context => handler.Handle(context.Envelope.Event)))));
        var context = new HandContext<Routed> { CancellationToken = _stop.Token };
        while (await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_channel.Reader.TryRead(out var envelope))
            {
                context.Envelope = envelope;
                await chain(context).ConfigureAwait(false);
            }
        }
    }
}

[Event("benchmarks.routed")]
internal readonly record struct Routed(long Number, long Amount);

internal interface IRoutedHandler
{
    ValueTask Handle(Routed raised);
}

internal sealed class RoutedHandler : Arrivals, IRoutedHandler
{
    [Handler(Capacity = QueueOneToOne.Capacity)]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ValueTask Handle(Routed raised)
    {
        Arrive(raised.Amount);
        return default;
    }
}
