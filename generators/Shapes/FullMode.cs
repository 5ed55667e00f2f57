namespace TypedBus.Shapes;

/// <summary>The library's full modes, by the same names and numbers.</summary>
internal enum FullMode
{
    Wait,
    DropNewest,
    DropOldest,
    Fail,
}
