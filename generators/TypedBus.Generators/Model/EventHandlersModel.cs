namespace TypedBus.Generators.Model;

/// <summary>The handlers that an assembly has of one event, in their order. Equatable by value.</summary>
internal sealed record EventHandlersModel
{
    public required AssemblyModel Assembly { get; init; }

    /// <summary>Gets the simple name of the class that holds what calls the handlers.</summary>
    public required string ClassName { get; init; }

    public required string FileName { get; init; }

    public required EventModel Event { get; init; }

    public required EquatableArray<HandlerModel> Handlers { get; init; }

    /// <summary>Gets the handlers that a straight-line dispatcher calls, or none where the runtime's own dispatcher must serve.</summary>
    public required EquatableArray<HandlerModel> Dispatched { get; init; }
}
