using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>A legal handler: a method, and the class that runs it.</summary>
internal sealed class HandlerShape
{
    public required IMethodSymbol Method { get; init; }

    /// <summary>Gets the class that runs the method: its own, or one that derives from a closed form of its own.</summary>
    public required INamedTypeSymbol Class { get; init; }

    public required EventShape Event { get; init; }

    /// <summary>Gets whether it takes batches of the event.</summary>
    public required bool IsBatch { get; init; }

    /// <summary>Gets all parameters, the event or the batch first.</summary>
    public required ImmutableArray<ParameterShape> Parameters { get; init; }

    public required ResultKind Result { get; init; }

    /// <summary>Gets the event that it publishes by returning it, or null where it returns none.</summary>
    public required ITypeSymbol? ResultEvent { get; init; }

    public required HandlerOptions Options { get; init; }

    public required bool IsScoped { get; init; }

    /// <summary>Gets what the class's constructor takes. Empty for a static method, which needs no instance.</summary>
    public required ImmutableArray<ServiceShape> ConstructorServices { get; init; }
}
