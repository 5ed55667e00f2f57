using System.Runtime.InteropServices;

namespace TypedBus.Channels;

/// <summary>What writers change with each item, on a cache line of its own.</summary>
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal struct WriterState
{
    /// <summary>The place after the last one that a writer has claimed: how many items were ever written. Negative while no place can be claimed.</summary>
    [FieldOffset(64)]
    public long Tail;

    /// <summary>The first place that may not be claimed without the lock: up to it there is room, and nobody waits for it.</summary>
    [FieldOffset(72)]
    public long Limit;

    /// <summary>1 while the reader waits to be woken. Whoever changes it back to 0 wakes it.</summary>
    [FieldOffset(80)]
    public int ReaderWaits;
}
