using TypedBus.Conformance;

namespace TypedBus.Transports.Tests.Conformance;

/// <summary>The process alone: one bus, whose queues keep what is published.</summary>
public sealed class InProcess : Carrier
{
    public override string Name => "in process";

    public override CarrierFeatures Features =>
        CarrierFeatures.Groups | CarrierFeatures.Ordered | CarrierFeatures.OrderedInGroup | CarrierFeatures.ExactlyOnce
        | CarrierFeatures.KeepsBeforeStart | CarrierFeatures.HandsOver | CarrierFeatures.HandsOverOnce | CarrierFeatures.Headers | CarrierFeatures.Backpressure
        | CarrierFeatures.PublishBytes;
}

public sealed class InProcessTests : ConformanceTests<InProcess>
{
    [Fact]
    public Task All_at_once_ten_times_over() => AllAtOnceAsync(times: 10);
}
