namespace TypedBus;

/// <summary>The settings of a bus.</summary>
public sealed class EventBusOptions
{
    /// <summary>Gets or sets how many deliveries may wait in a subscription's queue. The default is 256.</summary>
    public int Capacity { get; set; } = 256;
}
