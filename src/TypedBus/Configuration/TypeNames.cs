namespace TypedBus;

/// <summary>Names types as generated code does.</summary>
internal static class TypeNames
{
    /// <summary>Gives the full name of a type, nested types joined by dots.</summary>
    public static string Of(Type type) => (type.FullName ?? type.Name).Replace('+', '.');
}
