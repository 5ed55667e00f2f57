using System.Runtime.CompilerServices;
using TypedBus.Channels;

namespace TypedBus.Routing;

/// <summary>A subscription's queue. It copies deliveries field by field.</summary>
/// <remarks>
/// A copy of the whole struct onto the heap, where it holds references, becomes a <c>rep movs</c>, which costs more than the rest of a
/// write. A place that was read is only written to where it refers to something: so its cache line need not leave the reader's core.
/// </remarks>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class DeliveryChannel<TEvent>(int capacity, FullMode mode) : RingChannel<Delivery<TEvent>>(capacity, mode)
{
    protected override void Store(in Delivery<TEvent> item, ref Delivery<TEvent> place)
    {
        place.Event = item.Event;
        item.Header.CopyTo(ref place.Header);
    }

    protected override void Clear(ref Delivery<TEvent> place)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TEvent>())
        {
            place.Event = default!;
        }

        place.Header.Forget();
    }
}
