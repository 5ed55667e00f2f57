namespace TypedBus.Nats.JetStream;

/// <summary>Finds out at start what is wrong with the settings.</summary>
internal static class OptionsCheck
{
    private const string DefaultDeadLetters = "dead.>";

    /// <exception cref="TransportException">A setting is none.</exception>
    public static void Verify(JetStreamOptions options)
    {
        Demand(options.AckWait >= TimeSpan.FromSeconds(1), nameof(options.AckWait), options.AckWait, "at least one second");
        Demand(options.MaxAckPending >= 1, nameof(options.MaxAckPending), options.MaxAckPending, "at least 1");
        Demand(options.Prefetch is null or >= 1, nameof(options.Prefetch), options.Prefetch, "at least 1, or nothing");
        Demand(options.PublishWindow >= 1, nameof(options.PublishWindow), options.PublishWindow, "at least 1");
        Demand(options.PublishTimeout > TimeSpan.Zero, nameof(options.PublishTimeout), options.PublishTimeout, "more than zero");
        Demand(options.InactiveThreshold > TimeSpan.Zero, nameof(options.InactiveThreshold), options.InactiveThreshold, "more than zero");
        if (options.DeadLetters.Subjects.Count == 0)
        {
            options.DeadLetters.Subjects.Add(DefaultDeadLetters);
        }

        Demand(
            options.DeadLetters.Subjects is [{ Length: > 2 } subject]
                && subject.EndsWith(".>", StringComparison.Ordinal)
                && !subject.Contains('*', StringComparison.Ordinal),
            $"{nameof(options.DeadLetters)}.{nameof(JetStreamStream.Subjects)}",
            string.Join(", ", options.DeadLetters.Subjects),
            "one subject that ends in '.>'");
        foreach (var stream in options.Streams.Append(options.DeadLetters))
        {
            Verify(stream);
        }
    }

    private static void Verify(JetStreamStream stream)
    {
        Demand(
            stream.Name.Length > 0
                && !stream.Name.Any(static character => char.IsWhiteSpace(character) || ".*>/\\".Contains(character, StringComparison.Ordinal)),
            $"Streams: {nameof(stream.Name)}",
            stream.Name,
            "a name without white space and any of . * > / \\");
        Demand(stream.Subjects.Count > 0, $"{nameof(stream.Subjects)} of '{stream.Name}'", "nothing", "at least one subject");
    }

    private static void Demand(bool isSo, string setting, object? value, string remedy)
    {
        if (!isSo)
        {
            throw new TransportException($"The setting {NatsSetup.SectionName}:JetStream:{setting} is '{value}'. Set it to {remedy}.");
        }
    }
}
