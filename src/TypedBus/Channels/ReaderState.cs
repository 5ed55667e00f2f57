using System.Runtime.InteropServices;

namespace TypedBus.Channels;

/// <summary>
/// What a reader changes or looks at with each item, on a cache line of its own: the writers' fields change with each write, and neither
/// end need wait for the other's line.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct ReaderState
{
    /// <summary>How many items the reader has ever taken, which is the place of the next one. Writers read it when all is full.</summary>
    [FieldOffset(56)]
    public long Taken;

    /// <summary>What <see cref="Taken"/> will be when the reader next looks whether writers wait.</summary>
    [FieldOffset(64)]
    public long NextLook;

    /// <summary>What <see cref="Taken"/> was when the reader last found nothing to read.</summary>
    [FieldOffset(72)]
    public long TakenAtRest;
}
