using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>A member that travels.</summary>
/// <param name="Key">Its place in the array.</param>
/// <param name="Member">The property or field, of the type itself or of a base of it.</param>
/// <param name="Type">What it is of.</param>
/// <param name="Parameter">The parameter of the constructor that takes it when it is read, or null where it is set.</param>
/// <param name="IsInitialized">
/// Whether it is set when it is read. That may be so beside a parameter, where the member is required.
/// </param>
/// <param name="IsOptional">
/// Whether bytes may lack it: it then is what its parameter's default, its initializer, or its type's default says. A member that is
/// <c>required</c>, or a reference that is neither nullable nor has a default, must be there.
/// </param>
internal sealed record WireMember(
    int Key, ISymbol Member, WireType Type, IParameterSymbol? Parameter, bool IsInitialized, bool IsOptional);
