namespace TypedBus.Channels;

/// <summary>What became of an item that was offered to a queue, the worst last.</summary>
internal enum WriteResult : byte
{
    /// <summary>The queue has it.</summary>
    Accepted,

    /// <summary>As many items wait as may.</summary>
    Full,

    /// <summary>The queue takes no more.</summary>
    Closed,

    /// <summary>The writer's token was cancelled while it waited.</summary>
    Canceled,

    /// <summary>The writer waited, and is to look elsewhere: those who share what is written have changed.</summary>
    TurnedAway,
}
