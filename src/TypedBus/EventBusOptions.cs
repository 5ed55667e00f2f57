namespace TypedBus;

/// <summary>The settings of a bus. They are read once, when it is composed.</summary>
public sealed class EventBusOptions
{
    /// <summary>
    /// Gets or sets how many deliveries may wait in a subscription's queue before publishers outside handlers wait. The default is 256.
    /// </summary>
    public int Capacity { get; set; } = 256;

    /// <summary>
    /// Gets or sets how far past its capacity a queue may be filled by what handlers publish, which never waits. Beyond it, publishing
    /// fails with a <see cref="CascadeLimitException"/>. The default is 100,000.
    /// </summary>
    public int MaxCascade { get; set; } = 100_000;

    /// <summary>
    /// Gets or sets how long stopping waits until what is queued has been handled, before tokens are cancelled. The default is 25 seconds,
    /// below the 30 seconds that a host allows.
    /// </summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Gets or sets what the events of this application say of where they come from, an URI or a part of one, when they leave the process. The
    /// default is the name of the program.
    /// </summary>
    public string Source { get; set; } = AppDomain.CurrentDomain.FriendlyName;

    /// <summary>Gets or sets what the bytes of an event may not exceed that comes by a transport. More is a dead letter at once.</summary>
    public PayloadLimits PayloadLimits { get; set; } = PayloadLimits.Default;

    /// <summary>Gets or sets how many dead letters are kept in this process. The default is 1,000.</summary>
    public int DeadLetterCapacity { get; set; } = 1_000;
}
