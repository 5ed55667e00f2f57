namespace TypedBus.Shapes.Wire;

/// <summary>How the values of a type travel.</summary>
internal enum WireKind
{
    /// <summary>As one value that the format or the runtime knows, such as a number or a text.</summary>
    Scalar,

    /// <summary>As the number behind an enumeration.</summary>
    Enum,

    /// <summary>As nil, or as the struct that may be null.</summary>
    Nullable,

    /// <summary>As an array of elements of one type.</summary>
    Sequence,

    /// <summary>As a map.</summary>
    Map,

    /// <summary>As an array of members, in the order of their keys.</summary>
    Object,

    /// <summary>As an array of just so many items.</summary>
    Tuple,

    /// <summary>As an array of the number of one of several types, and a value of that type.</summary>
    Union,
}
