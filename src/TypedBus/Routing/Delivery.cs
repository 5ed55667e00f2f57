using System.Runtime.CompilerServices;

namespace TypedBus.Routing;

/// <summary>What a queue carries: the event and what travels beside it.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal struct Delivery<TEvent>
{
    public TEvent Event;
    public DeliveryHeader Header;

    /// <summary>Copies it field by field.</summary>
    /// <remarks>A copy of the whole struct onto the heap, where it holds references, becomes a <c>rep movs</c>, which costs more than the rest of a write.</remarks>
    public readonly void CopyTo(ref Delivery<TEvent> place)
    {
        place.Event = Event;
        Header.CopyTo(ref place.Header);
    }

    /// <summary>Lets go of what it refers to.</summary>
    public void Forget()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TEvent>())
        {
            Event = default!;
        }

        Header.Forget();
    }
}
