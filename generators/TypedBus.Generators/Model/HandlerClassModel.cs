namespace TypedBus.Generators.Model;

/// <summary>A class that has handlers which are not static. Equatable by value.</summary>
internal sealed record HandlerClassModel
{
    public required TypeModel Type { get; init; }

    public required bool IsScoped { get; init; }

    /// <summary>Gets what the constructor takes.</summary>
    public required EquatableArray<ServiceModel> Services { get; init; }
}
