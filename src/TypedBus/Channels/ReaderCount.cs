using System.Runtime.InteropServices;

namespace TypedBus.Channels;

/// <summary>A counter on a cache line of its own: it moves with each item that a reader takes, and the writers' fields need not follow.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
internal struct ReaderCount
{
    [FieldOffset(64)]
    public long Value;
}
