namespace TypedBus.Nats.JetStream;

/// <summary>The headers that streams know themselves.</summary>
internal static class StreamHeaders
{
    /// <summary>By which a stream knows what it has stored already.</summary>
    public const string MessageId = "Nats-Msg-Id";

    /// <summary>How many deliveries of a pull have not come, in what ends it.</summary>
    public const string PendingMessages = "Nats-Pending-Messages";
}
