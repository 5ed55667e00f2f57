namespace TypedBus.Generators.Model;

/// <summary>All that an assembly has of events and handlers, sorted. Equatable by value.</summary>
internal sealed record ModuleModel
{
    /// <summary>Gets the module's outline, or null where the assembly has neither events nor handlers and so no module.</summary>
    public required ModuleOutlineModel? Outline { get; init; }

    public required EquatableArray<EventHandlersModel> EventHandlers { get; init; }

    public required EquatableArray<SerializerModel> Serializers { get; init; }
}
