namespace TypedBus.Channels;

/// <summary>What a channel has beside the rest that drops what is too much for it. Guarded by the channel's lock.</summary>
internal sealed class DropState(int capacity, bool displaces)
{
    /// <summary>How many items may wait, whoever writes.</summary>
    public readonly int Capacity = capacity;

    /// <summary>Whether the oldest item makes room for a new one. If so, the buffer that is written to is a circle.</summary>
    public readonly bool Displaces = displaces;

    /// <summary>The place of the oldest item in the circle.</summary>
    public int Oldest;

    /// <summary>How many items have ever been displaced. It is read without the lock.</summary>
    public long Displaced;
}
