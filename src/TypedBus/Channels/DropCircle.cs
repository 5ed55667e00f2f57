namespace TypedBus.Channels;

/// <summary>
/// What waits in a channel whose oldest item makes room for a new one. An item that the reader could be reading cannot be dropped: so it is
/// handed over one at a time, when the reader asks.
/// </summary>
/// <remarks>Guarded by the channel's lock; the counts are read without it.</remarks>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed class DropCircle<T>
{
    public T[] Items = [];

    /// <summary>The place of the oldest item.</summary>
    public int Oldest;

    /// <summary>How many items wait.</summary>
    public int Count;

    /// <summary>How many items have ever been written.</summary>
    public long Written;

    /// <summary>How many of them were dropped for newer ones.</summary>
    public long Displaced;
}
