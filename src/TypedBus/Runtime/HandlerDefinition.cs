namespace TypedBus.Runtime;

/// <summary>What is known of a handler at compile time. Generated code makes one for each handler.</summary>
/// <remarks>Immutable, and safe for use by several threads.</remarks>
public sealed class HandlerDefinition
{
    /// <summary>Gets the name of the handler's subscription.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the subject of the event that the handler takes, placeholders included; <c>&gt;</c> where it takes a base type of events.</summary>
    public required string Subject { get; init; }

    /// <summary>Gets the name of the assembly whose module has the handler.</summary>
    public required string Assembly { get; init; }

    /// <summary>Gets the full name of the type that has the handler, nested types joined by dots.</summary>
    public required string Type { get; init; }

    /// <summary>Gets the name of the method.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the full names of the types of the method's parameters, joined by commas.</summary>
    public required string Parameters { get; init; }

    /// <summary>Gets the type of the event that the handler publishes by returning it, or null where it returns none.</summary>
    public Type? Result { get; init; }

    /// <summary>Gets the group that the attribute names, or null.</summary>
    public string? Group { get; init; }

    /// <summary>Gets the filter of the event's subject that the attribute names, or null.</summary>
    public string? Filter { get; init; }

    /// <summary>Gets the handler's order among those of its event. The default is 0.</summary>
    public int Order { get; init; }

    /// <summary>Gets the capacity that the attribute names, or 0.</summary>
    public int Capacity { get; init; }

    /// <summary>Gets what becomes of an event when the queue is full. The default is <see cref="FullMode.Wait"/>.</summary>
    public FullMode FullMode { get; init; }

    /// <summary>Gets how many deliveries are handled at a time. The default is 1.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>Gets whether the handler takes batches.</summary>
    public bool IsBatch { get; init; }

    /// <summary>Gets the most deliveries of a batch that the attribute names, or 0.</summary>
    public int MaxBatch { get; init; }

    /// <summary>Gets for how many milliseconds a batch waits for more. The default is 0: not at all.</summary>
    public int LingerMilliseconds { get; init; }

    /// <summary>Gets the number of attempts that the attribute names, or 0.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets whether the handler is called when its event is dispatched. The default is <see langword="true"/>.</summary>
    public bool Dispatch { get; init; } = true;

    /// <summary>Gets whether a broker keeps what is published while nobody runs the handler.</summary>
    internal bool IsDurable { get; init; } = true;

    /// <summary>Gets the lifetime of the handler's class.</summary>
    public HandlerLifetime Lifetime { get; init; }

    /// <summary>Gets the types of the services that the method takes as parameters.</summary>
    public Type[] Services { get; init; } = [];
}
