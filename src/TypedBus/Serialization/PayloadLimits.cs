namespace TypedBus;

/// <summary>What the bytes of an event may not exceed when they are read. More is refused.</summary>
/// <remarks>Immutable, and safe for use by several threads.</remarks>
public sealed record PayloadLimits
{
    /// <summary>Gets the limits that hold where nobody names others.</summary>
    public static PayloadLimits Default { get; } = new();

    /// <summary>Gets the most bytes of one event. The default is 4 MiB.</summary>
    public int MaxLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Gets how many objects may stand within each other, the event itself counted. The default is 64. JSON counts arrays too.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Gets the most items of one collection. The default is 1,000,000. JSON is bounded by its length alone.</summary>
    public int MaxItems { get; init; } = 1_000_000;

    /// <summary>
    /// Gets the most items of one set or dictionary whose keys are not strings. The default is 10,000: keys can be chosen so that all fall
    /// into one place, and each then costs as much as there are keys before it. Strings are safe from that. JSON is bounded by its length alone.
    /// </summary>
    public int MaxKeys { get; init; } = 10_000;
}
