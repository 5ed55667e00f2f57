namespace TypedBus.Conformance;

/// <summary>What a handler saw of one delivery, taken out of its context.</summary>
/// <param name="Event">The event.</param>
/// <param name="Attempt">Which attempt it was.</param>
/// <param name="Id">The event's identifier.</param>
/// <param name="CorrelationId">The event's correlation.</param>
/// <param name="CausationId">The event's cause.</param>
/// <param name="Subject">The event's subject.</param>
/// <param name="Handler">The name of the subscription.</param>
/// <param name="Headers">The headers that the publisher gave.</param>
public sealed record Received(
    IConformanceEvent Event,
    int Attempt,
    EventId Id,
    string CorrelationId,
    EventId CausationId,
    string Subject,
    string Handler,
    IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Gets the number of the event.</summary>
    public int Number => Event.Number;

    internal static Received From<TEvent>(EventContext<TEvent> context)
        where TEvent : IConformanceEvent =>
        new(
            context.Event,
            context.Attempt,
            context.Id,
            context.CorrelationId,
            context.CausationId,
            context.Subject,
            context.Handler,
            context.Headers.ToDictionary());
}
