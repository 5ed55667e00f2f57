using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>A legal event.</summary>
internal sealed record EventShape(INamedTypeSymbol Type, string Subject);
