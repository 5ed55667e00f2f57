using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>A legal upcaster.</summary>
/// <param name="Method">The method.</param>
/// <param name="From">The event of the older version.</param>
/// <param name="To">The event of the version after that.</param>
internal sealed record UpcastShape(IMethodSymbol Method, EventShape From, EventShape To);
