using System.Runtime.InteropServices;

namespace TypedBus.Channels;

/// <summary>
/// What a reader changes or looks at with each item, on a cache line of its own: the writers' fields change with each write, and neither
/// end need wait for the other's line.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct ReaderState
{
    /// <summary>How many items the reader has ever taken. Writers read it when all is full.</summary>
    [FieldOffset(64)]
    public long Taken;

    /// <summary>How many items are in the reader's own buffer, read ones too.</summary>
    [FieldOffset(72)]
    public int BatchCount;

    /// <summary>The place of the next item in it.</summary>
    [FieldOffset(76)]
    public int Next;

    /// <summary>Whether writers wait. Written under the lock, read without: a stale value only delays a release until the next swap.</summary>
    [FieldOffset(80)]
    public bool HasWaiters;
}
