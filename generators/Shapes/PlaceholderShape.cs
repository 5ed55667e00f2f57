using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>A legal placeholder of a subject.</summary>
/// <param name="Member">The property or field that stands for it, of the event or of a base of it.</param>
/// <param name="IsEnum">Whether the member is of an enumeration, or of a nullable one.</param>
internal sealed record PlaceholderShape(ISymbol Member, bool IsEnum);
