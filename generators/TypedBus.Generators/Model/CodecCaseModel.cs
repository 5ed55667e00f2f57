namespace TypedBus.Generators.Model;

/// <summary>One of the types of a union. Equatable by value.</summary>
internal sealed record CodecCaseModel
{
    public required int Key { get; init; }

    /// <summary>Gets the type as generated code writes it.</summary>
    public required string Type { get; init; }

    /// <summary>Gets what writes and reads it.</summary>
    public required string Codec { get; init; }
}
