using TypedBus.Shapes;

namespace TypedBus.Generators.Model;

/// <summary>A handler. Equatable by value.</summary>
internal sealed record HandlerModel
{
    public required EventModel Event { get; init; }

    /// <summary>Gets the type that runs the handler.</summary>
    public required TypeModel Type { get; init; }

    /// <summary>Gets the class to make an instance of, or null where the handler is static.</summary>
    public required HandlerClassModel? Class { get; init; }

    /// <summary>Gets the type that declares the method, as generated code writes it: <see cref="Type"/> or a base of it.</summary>
    public required string DeclaringType { get; init; }

    public required string Method { get; init; }

    /// <summary>Gets the method as generated code writes it, with an <c>@</c> where the name is a keyword.</summary>
    public required string MethodReference { get; init; }

    /// <summary>Gets whether it takes batches of the event.</summary>
    public required bool IsBatch { get; init; }

    public required EquatableArray<ParameterModel> Parameters { get; init; }

    /// <summary>Gets the full names of the types of the parameters, joined by commas.</summary>
    public required string ParameterTypes { get; init; }

    public required ResultKind Result { get; init; }

    /// <summary>Gets the event that it publishes by returning it, or null where it returns none.</summary>
    public required TypeModel? ResultEvent { get; init; }

    /// <summary>Gets what the method's task is of, as generated code writes it, or null where it returns no such task.</summary>
    public required string? TaskResult { get; init; }

    public required HandlerOptions Options { get; init; }

    /// <summary>Gets the name of the subscription.</summary>
    public required string Name { get; init; }

    public required bool IsScoped { get; init; }
}
