using TypedBus.Subjects;

namespace TypedBus;

/// <summary>What code or the configuration says of how events travel.</summary>
/// <param name="Transport">The name of a transport, or <see cref="EventBusBuilder.InProcess"/>.</param>
/// <param name="Pattern">The subjects that it is said of, or null for one event, or for all.</param>
/// <param name="Event">The event that it is said of, or null for those of the pattern, or for all.</param>
internal sealed record RouteSetup(string Transport, string? Pattern = null, Type? Event = null)
{
    public bool IsOfAll => Pattern is null && Event is null;

    /// <summary>Tells whether it is said of an event in particular.</summary>
    public bool Names(Type type, string declared) =>
        Event == type || (Pattern is not null && new SubjectFilter(Pattern).Compare(declared) != SubjectMatch.Never);
}
