namespace TypedBus.Routing;

/// <summary>Gives each event type of the process a dense number, by which a bus finds its route.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal static class EventType<TEvent>
{
    /// <summary>
    /// The number, from 1, or 0 as long as no bus knows the type. A plain static: a read-only one would have its class constructor
    /// checked at each use in ahead-of-time compiled programs.
    /// </summary>
    public static int Index;

    // Held while a number is given out: two buses that start at once agree on it.
    public static int Register()
    {
        lock (EventTypes.Gate)
        {
            return Index == 0 ? Index = ++EventTypes.Count : Index;
        }
    }
}

/// <summary>Counts the event types of the process.</summary>
internal static class EventTypes
{
    public static readonly Lock Gate = new();

    public static int Count;
}
