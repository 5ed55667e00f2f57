using TypedBus.Runtime;

namespace TypedBus;

/// <summary>What a subscription that is added at run time is like. Code and configuration for its name go before what is set here.</summary>
/// <remarks>Used by one thread, while the subscription is added.</remarks>
public sealed class SubscriptionOptions
{
    internal SubscriptionOptions()
    {
    }

    /// <summary>Gets or sets the group whose members share the deliveries. The default is null: it has all of them.</summary>
    public string? Group { get; set; }

    /// <summary>
    /// Gets or sets the filter on the event's subject, with <c>*</c> for any one token and <c>&gt;</c> for all that follow. The default is null:
    /// all subjects.
    /// </summary>
    public string? Subject { get; set; }

    /// <summary>Gets or sets how many deliveries may wait, at least 1. The default is null: what the bus has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int? Capacity
    {
        get;
        set => field = AtLeastOne(value, nameof(Capacity));
    }

    /// <summary>Gets or sets what becomes of an event when the queue is full. The default is <see cref="FullMode.Wait"/>.</summary>
    public FullMode FullMode { get; set; }

    /// <summary>Gets or sets how many deliveries are handled at a time, at least 1. The default is 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int Concurrency
    {
        get;
        set => field = AtLeastOne(value, nameof(Concurrency))!.Value;
    } = 1;

    /// <summary>Gets or sets how often a delivery is tried, at least once. The default is null: what the bus has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public int? Attempts
    {
        get;
        set => field = AtLeastOne(value, nameof(Attempts));
    }

    /// <summary>
    /// Gets or sets whether a broker keeps what is published while nobody runs a subscription of this name, where the event travels by one that
    /// can. The default is true: what the name stands for stays with the broker when the subscription stops.
    /// </summary>
    public bool IsDurable { get; set; } = true;

    internal HandlerDefinition Define(string name, string subject) => new()
    {
        Name = name,
        Subject = subject,
        Assembly = string.Empty,
        Type = string.Empty,
        Method = string.Empty,
        Parameters = string.Empty,
        Group = Group,
        Filter = Subject,
        Capacity = Capacity ?? 0,
        FullMode = FullMode,
        Concurrency = Concurrency,
        Attempts = Attempts ?? 0,
        IsDurable = IsDurable,
        Dispatch = false,
    };

    private static int? AtLeastOne(int? value, string name) =>
        value < 1 ? throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}. Make it at least 1.") : value;
}
