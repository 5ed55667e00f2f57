using System;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>What a generic method does with the event that it is called for.</summary>
[Flags]
internal enum EventDirection
{
    None = 0,
    Published = 1,
    Heard = 2,
}

/// <summary>Tells the directions of methods by their names, which source and metadata have alike.</summary>
internal static class EventDirections
{
    private const string TestKit = KnownNames.Library + ".Testing";

    /// <summary>
    /// Tells what a method does with the event: the library's own are known, and any other generic method may do both, since it may pass
    /// the type on.
    /// </summary>
    public static EventDirection Of(string method, string? type, string? assembly)
    {
        if (assembly is not (KnownNames.Library or TestKit))
        {
            return assembly is null or "netstandard" or "mscorlib"
                || assembly.StartsWith("System", StringComparison.Ordinal)
                || assembly.StartsWith("Microsoft.", StringComparison.Ordinal)
                ? EventDirection.None
                : EventDirection.Published | EventDirection.Heard;
        }

        return (type, method) switch
        {
            (KnownNames.Runtime + ".HandlerResults", _) => EventDirection.Published,
            (_, PublishCall.Publish or PublishCall.Dispatch) => EventDirection.Published,
            (_, "Subscribe" or "SubscribeAsync") => EventDirection.Heard,
            _ => EventDirection.None,
        };
    }
}
