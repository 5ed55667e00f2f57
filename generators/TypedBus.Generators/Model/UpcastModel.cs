namespace TypedBus.Generators.Model;

/// <summary>What makes an event out of one of the version before. Equatable by value.</summary>
internal sealed record UpcastModel
{
    /// <summary>Gets the older event, as generated code names it.</summary>
    public required string From { get; init; }

    /// <summary>Gets the newer event, as generated code names it.</summary>
    public required string To { get; init; }

    /// <summary>Gets the method with its type, as generated code names it.</summary>
    public required string Method { get; init; }
}
