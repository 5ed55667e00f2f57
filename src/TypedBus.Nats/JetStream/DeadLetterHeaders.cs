namespace TypedBus.Nats;

/// <summary>The headers that a dead letter has beside those of the event.</summary>
public static class DeadLetterHeaders
{
    /// <summary>The subject that the event was published to.</summary>
    public const string Subject = "typedbus-dead-subject";

    /// <summary>The handler that gave it up.</summary>
    public const string Handler = "typedbus-dead-handler";

    /// <summary>What went wrong, in one line.</summary>
    public const string Reason = "typedbus-dead-reason";

    /// <summary>How often it was tried.</summary>
    public const string Attempts = "typedbus-dead-attempts";

    /// <summary>When it was given up.</summary>
    public const string Time = "typedbus-dead-time";

    /// <summary>The stream that the event came from, and its place in it, joined by a slash.</summary>
    public const string Origin = "typedbus-dead-origin";
}
