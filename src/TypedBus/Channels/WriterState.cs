using System.Runtime.InteropServices;

namespace TypedBus.Channels;

/// <summary>What writers change with each item, on a cache line of its own.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct WriterState
{
    /// <summary>How many items have ever been written.</summary>
    [FieldOffset(64)]
    public long Written;

    /// <summary>What the reader had taken when a writer last looked.</summary>
    [FieldOffset(72)]
    public long TakenSeen;

    /// <summary>How many items are in the buffer that is being filled.</summary>
    [FieldOffset(80)]
    public int Count;

    /// <summary>Whether the reader waits to be woken.</summary>
    [FieldOffset(84)]
    public bool ReaderWaits;
}
