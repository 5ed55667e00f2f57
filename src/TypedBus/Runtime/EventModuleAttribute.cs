namespace TypedBus.Runtime;

/// <summary>Announces the generated module of an assembly to the generator that runs in the assemblies that reference it.</summary>
/// <param name="module">The type of the module.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class EventModuleAttribute(Type module) : Attribute
{
    /// <summary>Gets the type of the module.</summary>
    public Type Module { get; } = module;
}
