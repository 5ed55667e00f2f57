using System.Runtime.InteropServices;

namespace TypedBus.Channels;

/// <summary>A counter that changes with each item, as the last field of its object: what lies behind it on the heap is on another line.</summary>
[StructLayout(LayoutKind.Explicit, Size = 72)]
internal struct PaddedCount
{
    [FieldOffset(0)]
    public long Value;
}
