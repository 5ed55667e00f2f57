using TypedBus.Shapes;

namespace TypedBus.Generators.Model;

/// <summary>A parameter that is filled with a service. Equatable by value.</summary>
internal sealed record ServiceModel
{
    /// <summary>Gets the type as generated code writes it.</summary>
    public required string Type { get; init; }

    public required ServiceAccess Access { get; init; }

    /// <summary>Gets the key of a keyed service as generated code writes it, or null.</summary>
    public required string? Key { get; init; }
}
