using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>A legal event.</summary>
/// <param name="Type">The type.</param>
/// <param name="Subject">The subject.</param>
/// <param name="OrderKey">The order key, or null where it has none or is an event of another assembly, whose module speaks of it.</param>
internal sealed record EventShape(INamedTypeSymbol Type, string Subject, OrderKeyShape? OrderKey);
