using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>A legal order key.</summary>
/// <param name="Member">The property or field, of the event or of a base of it.</param>
/// <param name="Type">What the member is of.</param>
internal sealed record OrderKeyShape(ISymbol Member, ITypeSymbol Type);
