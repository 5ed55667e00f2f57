using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>A parameter that is filled with a service.</summary>
/// <param name="Type">The type of the service.</param>
/// <param name="Access">How the service is had.</param>
/// <param name="Key">The key of a keyed service.</param>
internal sealed record ServiceShape(ITypeSymbol Type, ServiceAccess Access, TypedConstant Key);
