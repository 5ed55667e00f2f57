namespace TypedBus.Runtime;

/// <summary>Writes the subject of an event. Generated code makes one for each event whose subject has placeholders.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
/// <param name="event">The event.</param>
/// <param name="text">What takes the parts of the subject, in their order.</param>
public delegate void SubjectWriter<TEvent>(in TEvent @event, ref SubjectText text);
