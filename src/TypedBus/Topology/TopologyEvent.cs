namespace TypedBus;

/// <summary>An event, as a topology has it.</summary>
/// <remarks>Immutable, and safe for use by several threads.</remarks>
public sealed record TopologyEvent
{
    /// <summary>Gets the full name of the event's type, nested types joined by dots.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Gets the subject, placeholders included; or null where it is not known, because a handler returns the event and the module that
    /// declares it is not there.
    /// </summary>
    public required string? Subject { get; init; }
}
