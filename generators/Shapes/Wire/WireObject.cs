using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>A type whose values are put together from members, or are of one of several types.</summary>
/// <remarks>A class, not a record: a type may have members of its own type. It is complete when its event has been read.</remarks>
internal sealed class WireObject(INamedTypeSymbol type, WireKind kind)
{
    public INamedTypeSymbol Type { get; } = type;

    /// <summary>Gets how its values travel: as an object, a tuple or a union.</summary>
    public WireKind Kind { get; } = kind;

    /// <summary>Gets or sets the members, in the order of their keys.</summary>
    public ImmutableArray<WireMember> Members { get; set; } = [];

    /// <summary>Gets or sets the constructor that reading calls, or null for a union.</summary>
    public IMethodSymbol? Constructor { get; set; }

    /// <summary>Gets or sets the types of a union, in the order of their keys.</summary>
    public ImmutableArray<WireCase> Cases { get; set; } = [];
}
