namespace TypedBus.Generators.Model;

/// <summary>A type by its names. Equatable by value, as every model: it holds no symbol, syntax, location or compilation.</summary>
internal sealed record TypeModel
{
    /// <summary>Gets the type as generated code writes it, beginning with <c>global::</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Gets the name with namespace and nesting, joined by dots.</summary>
    public required string FullName { get; init; }
}
