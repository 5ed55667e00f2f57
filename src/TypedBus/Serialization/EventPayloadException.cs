namespace TypedBus;

/// <summary>Bytes are no event of the type that they should be. Trying again does not help.</summary>
/// <remarks>The message names the event, the member and the place, and never what stands there.</remarks>
public sealed class EventPayloadException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="eventType">The type of the event.</param>
    /// <param name="member">
    /// The path of the member that could not be read, such as <c>Lines[3].Price</c>, or an empty text for the event as a whole.
    /// </param>
    /// <param name="offset">How many bytes had been read.</param>
    /// <param name="reason">What is wrong, without what was read: it is the end of a sentence.</param>
    public EventPayloadException(Type eventType, string member, long offset, string reason)
        : base(Describe(eventType, member, offset, reason)) =>
        (EventType, Member, Offset) = (eventType, member, offset);

    /// <summary>Gets the type of the event.</summary>
    public Type EventType { get; }

    /// <summary>Gets the path of the member that could not be read, or an empty text for the event as a whole.</summary>
    public string Member { get; }

    /// <summary>Gets how many bytes had been read.</summary>
    public long Offset { get; }

    private static string Describe(Type eventType, string member, long offset, string reason)
    {
        ArgumentNullException.ThrowIfNull(eventType);
        ArgumentNullException.ThrowIfNull(member);
        var place = member.Length == 0 ? string.Empty : $" at '{member}'";
        return $"The payload of event '{TypeNames.Of(eventType)}' cannot be read{place}, byte {offset}: {reason}.";
    }
}
