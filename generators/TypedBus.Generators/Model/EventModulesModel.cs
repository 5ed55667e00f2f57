namespace TypedBus.Generators.Model;

/// <summary>The modules that an assembly knows: its own and those of the assemblies that it references. Equatable by value.</summary>
internal sealed record EventModulesModel
{
    public required EquatableArray<ModuleReferenceModel> Modules { get; init; }
}
