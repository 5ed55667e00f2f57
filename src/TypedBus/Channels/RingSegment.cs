using System.Runtime.CompilerServices;

namespace TypedBus.Channels;

/// <summary>A run of places of a <see cref="RingChannel{T}"/>, which are used again and again until a longer segment follows.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed class RingSegment<T>(int length)
{
    // One that has no place still answers the reader: its only slot never holds the item that the reader looks for.
    private static readonly Slot[] _none = new Slot[1];

    private readonly Slot[] _slots = length == 0 ? _none : new Slot[length];

    /// <summary>The segment that follows, or null. Written once, under the channel's lock.</summary>
    public volatile RingSegment<T>? Next;

    /// <summary>The segment before, until the reader has left it.</summary>
    public RingSegment<T>? Previous;

    /// <summary>Gets how many items the segment holds: a power of two, or 0.</summary>
    public int Length { get; } = length;

    /// <summary>Gets or sets the place of the first item that was or will be written here.</summary>
    public long Start { get; set; }

    /// <summary>Gets the slot of a place. Its holder is told by <see cref="Slot.Filled"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Slot At(long place)
    {
        var slots = _slots;
        return ref slots[(int)place & (slots.Length - 1)];
    }

    internal struct Slot
    {
        public T Item;

        /// <summary>The place of the item that was written here last, plus one. Places never come again, so an old one is never taken for new.</summary>
        public long Filled;
    }
}
