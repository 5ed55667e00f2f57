namespace TypedBus.Generators.Model;

/// <summary>The module of an assembly, this one or a referenced one. Equatable by value.</summary>
internal sealed record ModuleReferenceModel
{
    public required string Assembly { get; init; }

    /// <summary>Gets the full name of the module's class.</summary>
    public required string Type { get; init; }

    /// <summary>Gets the extern alias under which the assembly is referenced, or <c>global</c>.</summary>
    public required string Alias { get; init; }
}
