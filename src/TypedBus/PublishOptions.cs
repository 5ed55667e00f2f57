using TypedBus.Observation;
using TypedBus.Subjects;
using TypedBus.Transports;

namespace TypedBus;

/// <summary>What may travel beside an event when it is published.</summary>
/// <remarks>
/// Immutable once made, and safe for use by several threads: one instance may serve any number of events, and publishing with it
/// allocates nothing. The dictionary of headers must not be changed afterwards.
/// </remarks>
public sealed record PublishOptions
{
    // Made when it is first needed. It is no part of what the options say: it is neither copied nor compared.
    private PublishOptions? _derived;

    /// <summary>Makes options that say nothing yet.</summary>
    public PublishOptions()
    {
    }

    private PublishOptions(PublishOptions original) =>
        (Attempt, Subject, Arrival, Headers, Key, CorrelationId, Trace) =
        (original.Attempt, original.Subject, original.Arrival, original.Headers, original.Key, original.CorrelationId, original.Trace);

    /// <summary>Gets which attempt is the next, where a delivery has gone back into its queue for it, or 0.</summary>
    internal int Attempt { get; init; }

    /// <summary>Gets the subject of the route by which a delivery came to a handler of a base type, or null.</summary>
    internal EventSubject? Subject { get; init; }

    /// <summary>Gets what is known of a delivery that came by a transport, or null.</summary>
    internal Arrival? Arrival { get; init; }

    /// <summary>Gets the headers that travel with the event. The default is none. They are not passed on to what handlers publish.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Gets the key that the event belongs to, for transports that keep order by key. The default is none.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Gets the correlation identifier. It is passed on to everything that follows from the event. The default is the event's own
    /// identifier, or inside a handler the one of the event that is handled.
    /// </summary>
    public string? CorrelationId { get; init; }

    /// <summary>
    /// Gets the span that published the event, where somebody traces, or null.
    /// </summary>
    internal TraceParent? Trace { get; init; }

    /// <summary>
    /// Gets what an event that follows from one published with these options carries of them: the correlation, and the trace.
    /// </summary>
    internal PublishOptions? Derived
    {
        get
        {
            if (CorrelationId is null && Trace is null)
            {
                return null;
            }

            // A race makes two equal objects, one of which is kept: harmless.
            return Headers is null && Key is null && Attempt == 0 && Subject is null && Arrival is null
                ? this
                : _derived ??= new PublishOptions { CorrelationId = CorrelationId, Trace = Trace };
        }
    }

    /// <summary>Tells whether other options say the same. Headers are the same where they are one dictionary.</summary>
    /// <param name="other">The other options.</param>
    /// <returns>Whether they say the same.</returns>
    public bool Equals(PublishOptions? other) =>
        other is not null
        && (Attempt, Subject, Arrival, Headers, Key, CorrelationId, Trace)
            == (other.Attempt, other.Subject, other.Arrival, other.Headers, other.Key, other.CorrelationId, other.Trace);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Headers, Key, CorrelationId);

    /// <summary>Adds what <paramref name="inherited"/> carries and these options do not say.</summary>
    internal PublishOptions Inherit(PublishOptions inherited) =>
        CorrelationId is not null && inherited.Trace is null
            ? this
            : this with { CorrelationId = CorrelationId ?? inherited.CorrelationId, Trace = inherited.Trace };
}
