namespace TypedBus.Shapes;

/// <summary>
/// What reading a declaration came to: a legal shape, a violation, or neither where the declaration is not ours or not finished,
/// so that the compiler itself has something to say about it.
/// </summary>
/// <typeparam name="TShape">The type of the legal shape.</typeparam>
internal readonly struct Reading<TShape>
    where TShape : class
{
    private Reading(TShape? shape, Violation? violation)
    {
        Shape = shape;
        Violation = violation;
    }

    public TShape? Shape { get; }

    public Violation? Violation { get; }

    public static implicit operator Reading<TShape>(TShape shape) => new(shape, null);

    public static implicit operator Reading<TShape>(Violation violation) => new(null, violation);
}
