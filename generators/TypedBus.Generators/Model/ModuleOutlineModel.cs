namespace TypedBus.Generators.Model;

/// <summary>What a module registers, without the details of its handlers. Equatable by value.</summary>
internal sealed record ModuleOutlineModel
{
    public required AssemblyModel Assembly { get; init; }

    public required EquatableArray<DeclaredEventModel> Events { get; init; }

    /// <summary>Gets the classes that write and read events, in the order of the events.</summary>
    public required EquatableArray<SerializerNameModel> Serializers { get; init; }

    /// <summary>Gets what makes events out of those of the version before.</summary>
    public required EquatableArray<UpcastModel> Upcasts { get; init; }

    public required EquatableArray<HandlerClassModel> HandlerClasses { get; init; }

    /// <summary>Gets the simple names of the classes that register the handlers of each event.</summary>
    public required EquatableArray<string> EventHandlers { get; init; }
}
