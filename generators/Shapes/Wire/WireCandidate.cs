using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>A property or field that may travel, before it is known whether it does.</summary>
internal sealed class WireCandidate(ISymbol member, ITypeSymbol type, bool isWritable)
{
    public ISymbol Member { get; } = member;

    public ITypeSymbol Type { get; } = type;

    /// <summary>Gets whether generated code may set it: a setter, an initializer, or a field that is not read-only.</summary>
    public bool IsWritable { get; } = isWritable;

    public bool IsRequired { get; } = WireCandidates.IsRequired(member);

    /// <summary>Gets or sets the place in the array, or null where it has none.</summary>
    public int? Key { get; set; }

    /// <summary>Gets or sets the parameter of the constructor that takes it.</summary>
    public IParameterSymbol? Parameter { get; set; }
}
