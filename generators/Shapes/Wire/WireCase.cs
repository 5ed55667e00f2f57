namespace TypedBus.Shapes.Wire;

/// <summary>One of the types of a union.</summary>
/// <param name="Key">The number that stands for it.</param>
/// <param name="Type">The type.</param>
internal sealed record WireCase(int Key, WireType Type);
