namespace TypedBus.Runtime;

/// <summary>Gives the hash of an event's order key. Generated code makes one for each event that has such a key.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
/// <param name="event">The event.</param>
/// <returns>A number that is the same for equal keys, and 0 for null.</returns>
public delegate int OrderKeyHash<TEvent>(in TEvent @event);
