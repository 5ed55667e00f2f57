namespace TypedBus;

/// <summary>Sets up one handler, or several of one pattern: what wraps it, its failure policy, its queue.</summary>
public sealed class HandlerBuilder : MiddlewareBuilder
{
    private readonly EventBusBuilder _bus;
    private readonly HandlerPattern _pattern;

    internal HandlerBuilder(EventBusBuilder bus, HandlerPattern pattern)
    {
        _bus = bus;
        _pattern = pattern;
    }

    /// <summary>Sets the failure policy of these handlers. It begins as the policy of the bus, with the attribute's attempts.</summary>
    /// <param name="configure">Changes the policy.</param>
    /// <returns>This builder.</returns>
    public HandlerBuilder Retry(Action<RetryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _bus.HandlerSetups.Add(new HandlerSetup(_pattern) { Retry = configure });
        return this;
    }

    /// <summary>Sets how many deliveries may wait in each handler's queue before publishers outside handlers wait.</summary>
    /// <param name="capacity">The number; at least 1.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public HandlerBuilder Capacity(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _bus.HandlerSetups.Add(new HandlerSetup(_pattern) { Capacity = capacity });
        return this;
    }

    /// <summary>Sets how many deliveries each handler handles at a time.</summary>
    /// <param name="concurrency">The number; at least 1.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    public HandlerBuilder Concurrency(int concurrency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        _bus.HandlerSetups.Add(new HandlerSetup(_pattern) { Concurrency = concurrency });
        return this;
    }

    /// <summary>Sets which subjects these handlers take, in place of what their attributes say.</summary>
    /// <param name="filter">
    /// Tokens joined by dots; <c>*</c> stands for any one, and <c>&gt;</c> at the end for one or more. One that fits no event of a handler is
    /// an error at start.
    /// </param>
    /// <returns>This builder.</returns>
    public HandlerBuilder Subject(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        _bus.HandlerSetups.Add(new HandlerSetup(_pattern) { Filter = filter });
        return this;
    }

    /// <summary>Sets what becomes of an event when a handler's queue is full.</summary>
    /// <param name="mode">The mode.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such mode.</exception>
    public HandlerBuilder FullMode(FullMode mode)
    {
        if (!Enum.IsDefined(mode))
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such full mode.");
        }

        _bus.HandlerSetups.Add(new HandlerSetup(_pattern) { FullMode = mode });
        return this;
    }

    /// <summary>Bounds the batches of those of these handlers that take batches.</summary>
    /// <param name="maxBatch">How many deliveries a batch has at most; at least 1.</param>
    /// <param name="linger">
    /// How long a batch that is not full waits for more, from its first delivery on; under 24 days. The default is not at all: it takes what
    /// is there.
    /// </param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1, or the time is negative or too long.</exception>
    public HandlerBuilder Batch(int maxBatch, TimeSpan linger = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(linger, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(linger.TotalMilliseconds, int.MaxValue, nameof(linger));
        _bus.HandlerSetups.Add(new HandlerSetup(_pattern) { MaxBatch = maxBatch, Linger = linger });
        return this;
    }

    internal override void Add(Func<IServiceProvider, EventDelegate, EventDelegate> middleware) =>
        _bus.Middleware.Add(new MiddlewareRegistration(_pattern, middleware));
}

/// <summary>What code says of the handlers that match a pattern.</summary>
internal sealed record HandlerSetup(HandlerPattern Handlers)
{
    public Action<RetryOptions>? Retry { get; init; }

    public int? Capacity { get; init; }

    public FullMode? FullMode { get; init; }

    public int? MaxBatch { get; init; }

    public TimeSpan? Linger { get; init; }

    public int? Concurrency { get; init; }

    public string? Filter { get; init; }
}
