using System.Collections.Generic;

namespace TypedBus;

/// <summary>A handler or a subscription that was added at run time, as a topology has it.</summary>
/// <remarks>Immutable, and safe for use by several threads.</remarks>
public sealed record TopologyHandler
{
    /// <summary>Gets the name of the subscription.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the full name of the type that it takes: an event, or a base type of events.</summary>
    public required string Takes { get; init; }

    /// <summary>Gets the full names of the events that reach it, in ordinal order: one, or several where it takes a base type.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Gets the group whose members share deliveries, or null where it has one of its own.</summary>
    public string? Group { get; init; }

    /// <summary>Gets the filter of the event's subject, or null where it takes all.</summary>
    public string? Filter { get; init; }

    /// <summary>Gets the full name of the event that it publishes by returning it, or null.</summary>
    public string? Result { get; init; }

    /// <summary>Gets whether it runs here: false for a known handler that code or configuration leaves out. The default is true.</summary>
    public bool Runs { get; init; } = true;

    /// <summary>Gets whether it is no generated handler, but was added while the bus ran. The default is false.</summary>
    public bool IsAdded { get; init; }
}
