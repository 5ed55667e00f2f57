namespace TypedBus;

/// <summary>How long one instance of a class of handlers serves.</summary>
public enum HandlerLifetime
{
    /// <summary>One instance serves all deliveries of the bus. It must bear concurrent calls where it has several handlers.</summary>
    Singleton,

    /// <summary>Each delivery has a service scope of its own, from which the class and its services come.</summary>
    Scoped,
}
