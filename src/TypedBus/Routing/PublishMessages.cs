namespace TypedBus.Routing;

/// <summary>What publishers are told when an event was not taken by all.</summary>
internal static class PublishMessages
{
    private const int LongestPath = 16;

    public static string Refused(string subject) =>
        $"The bus has stopped and takes no event '{subject}' any more. Publish before the application stops, or stop the publisher first.";

    public static string Canceled(string subject, List<string> accepted, List<string> missing) =>
        $"Publishing '{subject}' was cancelled while it waited for room. These have the event: {Names(accepted)}; "
        + $"these have not: {Names(missing)}.";

    public static string Full(string subject, List<string> accepted, List<string> missing) =>
        $"'{subject}' was refused since the queue of {Names(missing)} is full, and the full mode is {nameof(FullMode.Fail)}. "
        + $"These have the event: {Names(accepted)}. Publish it again later, raise the capacity, or choose another full mode.";

    public static string CascadeLimit(string subject, List<string> full, int limit, HandlerProfile? source) =>
        $"The queue of {Names(full)} holds {limit} events more than its capacity, all published by handlers. '{subject}' was published by "
        + $"{Path(source)}. End the cycle, or raise {nameof(EventBusOptions)}.{nameof(EventBusOptions.MaxCascade)}.";

    // The way back along what each handler handled last. A cycle shows as a name that comes again.
    private static string Path(HandlerProfile? source)
    {
        var path = new List<string>();
        for (var profile = source; profile is not null && path.Count < LongestPath; profile = profile.CausedBy)
        {
            var again = path.Contains(profile.Name);
            path.Insert(0, profile.Name);
            if (again)
            {
                break;
            }
        }

        return path.Count == 0 ? "no handler" : string.Join(" -> ", path);
    }

    private static string Names(List<string> names) => names.Count == 0 ? "nobody" : string.Join(", ", names.Select(name => $"'{name}'"));
}
