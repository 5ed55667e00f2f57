namespace TypedBus.Generators.Model;

/// <summary>What a module registers, without the details of its handlers. Equatable by value.</summary>
internal sealed record ModuleOutlineModel
{
    public required AssemblyModel Assembly { get; init; }

    public required EquatableArray<DeclaredEventModel> Events { get; init; }

    public required EquatableArray<HandlerClassModel> HandlerClasses { get; init; }

    /// <summary>Gets the simple names of the classes that register the handlers of each event.</summary>
    public required EquatableArray<string> EventHandlers { get; init; }
}
