using System.Runtime.CompilerServices;
using TypedBus.Routing;

namespace TypedBus.Channels;

/// <summary>A run of places of a <see cref="RingChannel{TEvent}"/>, which are used again and again until a longer segment follows.</summary>
/// <remarks>
/// What goes from core to core is what a queue costs, cache line by cache line. So a slot holds the event and its number, and a header only
/// travels, in an array beside the slots, where there is more to tell.
/// </remarks>
/// <typeparam name="TEvent">The type of the events.</typeparam>
internal sealed class RingSegment<TEvent>(int length)
{
    // One that has no place still answers the reader: its only slot never holds the item that the reader looks for.
    private static readonly Slot[] _none = new Slot[1];

    private readonly Slot[] _slots = length == 0 ? _none : new Slot[length];
    private DeliveryHeader[]? _headers;

    /// <summary>The segment that follows, or null. Written once, under the channel's lock.</summary>
    public volatile RingSegment<TEvent>? Next;

    /// <summary>The segment before, until the reader has left it.</summary>
    public RingSegment<TEvent>? Previous;

    /// <summary>Gets how many deliveries the segment holds: a power of two, or 0.</summary>
    public int Length { get; } = length;

    /// <summary>Gets or sets the place of the first delivery that was or will be written here.</summary>
    public long Start { get; set; }

    /// <summary>Says whether a place is filled, so that the reader sees all of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFilled(long place) => Volatile.Read(ref SlotOf(place).Filled) == place + 1;

    /// <summary>Fills a place that the writer has claimed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill(long place, in Delivery<TEvent> delivery)
    {
        ref var slot = ref SlotOf(place);
        slot.Event = delivery.Event;
        slot.Number = delivery.Header.Number;
        if (slot.Number == 0)
        {
            delivery.Header.CopyTo(ref HeaderOf(place));
        }

        // A full fence: the delivery is there before its place is marked, and the mark before the look whether the reader waits.
        Interlocked.Exchange(ref slot.Filled, place + 1);
    }

    /// <summary>Copies the delivery of a place that is filled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Read(long place, ref TEvent @event, ref DeliveryHeader header)
    {
        ref var slot = ref SlotOf(place);
        @event = slot.Event;
        if (slot.Number != 0)
        {
            header.Set(slot.Number);
        }
        else
        {
            HeaderOf(place).CopyTo(ref header);
        }
    }

    /// <summary>
    /// Lets go of what a place refers to. One that refers to nothing is not written to: its cache line need not leave the reader's core.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear(long place)
    {
        ref var slot = ref SlotOf(place);
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TEvent>())
        {
            slot.Event = default!;
        }

        if (slot.Number == 0)
        {
            HeaderOf(place).Forget();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot SlotOf(long place)
    {
        var slots = _slots;
        return ref slots[(int)place & (slots.Length - 1)];
    }

    // The first writer who needs one makes the array; all see the same one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref DeliveryHeader HeaderOf(long place)
    {
        if (Volatile.Read(ref _headers) is null)
        {
            Interlocked.CompareExchange(ref _headers, new DeliveryHeader[Length], null);
        }

        return ref _headers![(int)place & (Length - 1)];
    }

    private struct Slot
    {
        public TEvent Event;

        /// <summary>See <see cref="DeliveryHeader.Number"/>.</summary>
        public ulong Number;

        /// <summary>
        /// The place of the delivery that was written here last, plus one. Places never come again, so an old one is never taken for new.
        /// </summary>
        public long Filled;
    }
}
