namespace TypedBus.Nats;

/// <summary>What travels beside the bytes of an event.</summary>
public enum NatsHeaderMode
{
    /// <summary>All that <see cref="EventHeaders"/> has, by CloudEvents' names.</summary>
    CloudEvents,

    /// <summary>
    /// Nothing: publishing takes no memory. Whoever receives takes the bytes for an event of the type and version that the subscription takes;
    /// identifiers, correlation and trace begin anew.
    /// </summary>
    None,
}
