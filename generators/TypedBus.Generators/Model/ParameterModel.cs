using TypedBus.Shapes;

namespace TypedBus.Generators.Model;

/// <summary>A parameter of a handler. Equatable by value.</summary>
internal sealed record ParameterModel
{
    public required ParameterKind Kind { get; init; }

    /// <summary>Gets the service, if the parameter is filled with one.</summary>
    public required ServiceModel? Service { get; init; }
}
