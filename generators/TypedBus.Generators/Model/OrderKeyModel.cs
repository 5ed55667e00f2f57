namespace TypedBus.Generators.Model;

/// <summary>The member by which an event's deliveries keep their order. Equatable by value.</summary>
internal sealed record OrderKeyModel
{
    /// <summary>Gets the member as generated code writes it, with an <c>@</c> where the name is a keyword.</summary>
    public required string Member { get; init; }

    /// <summary>Gets the base of the event that declares the member, as generated code writes it, or null where it is the event itself.</summary>
    public required string? Base { get; init; }

    public required bool CanBeNull { get; init; }
}
