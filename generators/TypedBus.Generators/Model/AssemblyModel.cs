namespace TypedBus.Generators.Model;

/// <summary>The assembly that is compiled. Equatable by value.</summary>
internal sealed record AssemblyModel
{
    public required string Name { get; init; }

    /// <summary>Gets the simple name of the module's class, which no assembly of another name has.</summary>
    public required string ModuleClass { get; init; }
}
