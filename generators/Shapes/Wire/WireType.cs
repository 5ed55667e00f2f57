using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes.Wire;

/// <summary>A type that can travel as bytes, at one place where it stands.</summary>
/// <param name="Type">The type.</param>
/// <param name="Kind">How its values travel.</param>
/// <param name="Codec">What the runtime writes and reads it by, or an empty text where that is generated.</param>
/// <param name="Arguments">
/// The element of a sequence; key and value of a map; the number behind an enumeration; the struct that may be null. Else none.
/// </param>
/// <param name="IsNullable">
/// Whether null may stand there. References of code without nullable annotations may be null.
/// </param>
/// <param name="Object">What the members are, where it is an object, a tuple or a union.</param>
internal sealed record WireType(
    ITypeSymbol Type, WireKind Kind, string Codec, ImmutableArray<WireType> Arguments, bool IsNullable, WireObject? Object = null);
