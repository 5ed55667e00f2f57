namespace TypedBus.Channels;

/// <summary>Lets an item wait in several channels at once: the one that has room first takes it, and no other.</summary>
internal sealed class WriteClaim
{
    private int _taken;

    /// <summary>Takes the item. Each channel calls it under its own lock, so only this exchange keeps two from taking it.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;
}
