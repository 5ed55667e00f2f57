namespace TypedBus.Generators.Model;

/// <summary>An event of the assembly itself, with what its handlers need not know of it. Equatable by value.</summary>
internal sealed record DeclaredEventModel
{
    public required EventModel Event { get; init; }

    public required int Version { get; init; }

    /// <summary>Gets the transport that the attribute names, or null.</summary>
    public required string? Transport { get; init; }

    public required OrderKeyModel? OrderKey { get; init; }

    /// <summary>Gets the full names of the types by which handlers may take it beside its own, sorted, joined by semicolons; or null.</summary>
    public required string? Bases { get; init; }

    /// <summary>Gets what the subject is put together from, or nothing where it has no placeholder.</summary>
    public required EquatableArray<SubjectPartModel> SubjectParts { get; init; }

    /// <summary>
    /// Gets what writes and reads it, or null where there is none. It stands apart once the module is put together, so that an edit to a member
    /// does not write the module anew.
    /// </summary>
    public required SerializerModel? Serializer { get; init; }
}
