using Microsoft.Extensions.Hosting;
using TypedBus.Conformance;
using TypedBus.Transports.Tests.Loop;
using TypedBus.Transports.Tests.Support;

namespace TypedBus.Transports.Tests.Conformance;

/// <summary>A transport that can do everything, but for what no broker can: and one fault, where it is told so.</summary>
public class LoopCarrier(LoopFault fault) : Carrier
{
    private readonly LoopServer _server = new(fault);

    public LoopCarrier()
        : this(LoopFault.None)
    {
    }

    public override string Name => fault == LoopFault.None ? "loop" : $"loop that {fault}";

    public override CarrierFeatures Features =>
        CarrierFeatures.Groups | CarrierFeatures.Ordered | CarrierFeatures.ExactlyOnce | CarrierFeatures.KeepsBeforeStart
        | CarrierFeatures.Persistent | CarrierFeatures.HandsOver | CarrierFeatures.HandsOverOnce | CarrierFeatures.OldEvents | CarrierFeatures.Restart
        | CarrierFeatures.SeveralBuses | CarrierFeatures.Headers | CarrierFeatures.Backpressure | CarrierFeatures.Bytes
        | CarrierFeatures.SettleTime | CarrierFeatures.PublishBytes;

    public override int PublishBytes => 4_000;

    public override TimeSpan SettleTime => LoopTransport.SettleTime;

    /// <summary>Gets how often the fault has struck.</summary>
    public int Hits => _server.Hits;

    public override void Configure(IHostApplicationBuilder application, EventBusBuilder bus)
    {
        bus.AddTransport("loop", _ => new LoopTransport(_server)).UseTransport("loop");
        if (fault == LoopFault.HandlesSeveralAtOnce)
        {
            _server.Hit();
            bus.ExpectSubscriptions("*").Handler("*").Concurrency(4);
        }
        else if (fault == LoopFault.IgnoresFailures)
        {
            bus.Use(next => async context =>
            {
                try
                {
                    await next(context);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    _server.Hit();
                }
            });
        }
    }

    public override Task RestartAsync() => _server.RestartAsync();

    public override Task StopAsync(EventBus bus, CancellationToken cancellationToken)
    {
        if (fault == LoopFault.NeverStops)
        {
            _server.Hit();
            return Task.CompletedTask;
        }

        return base.StopAsync(bus, cancellationToken);
    }
}

public sealed class LoopTests : ConformanceTests<LoopCarrier>
{
    [Fact]
    public Task All_at_once_several_times_over() => AllAtOnceAsync(TestRun.Long ? 10 : 3);
}
