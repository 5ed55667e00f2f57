namespace TypedBus.Generators.Model;

/// <summary>A member that travels. Equatable by value.</summary>
internal sealed record CodecMemberModel
{
    public required int Key { get; init; }

    /// <summary>Gets the name, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the member as generated code writes it, with an <c>@</c> where the name is a keyword.</summary>
    public required string Member { get; init; }

    /// <summary>Gets what writes it.</summary>
    public required string Writing { get; init; }

    /// <summary>Gets what reads it, and refuses null where it may not be null.</summary>
    public required string Reading { get; init; }

    /// <summary>Gets what it is where it did not come.</summary>
    public required string Missing { get; init; }

    public required bool IsInitialized { get; init; }

    public required bool IsOptional { get; init; }
}
