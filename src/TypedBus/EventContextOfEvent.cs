using TypedBus.Routing;
using TypedBus.Subjects;

namespace TypedBus;

/// <summary>A delivery with its event.</summary>
/// <remarks>
/// It belongs to the delivery and is used again for the next one: do not keep it, and use it from one thread at a time.
/// </remarks>
/// <typeparam name="TEvent">The type of the event.</typeparam>
public sealed class EventContext<TEvent> : EventContext
{
    private TEvent _event = default!;

    internal EventContext(EventBus bus, HandlerProfile profile)
        : base(bus, profile)
    {
    }

    /// <summary>Gets the event, by reference, so that a large one is not copied.</summary>
    public ref readonly TEvent Event
    {
        get
        {
            ThrowIfSpent();
            return ref _event;
        }
    }

    internal override object EventObject => Event!;

    private protected override string FindSubject()
    {
        if (Profile.Subject is EventSubject<TEvent> own)
        {
            return own.Of(in Event);
        }

        // What came to a base type says from where.
        return Header.Options?.Subject?.OfObject(Event!) ?? Profile.Definition.Subject;
    }

    internal override EventContext Fresh()
    {
        var fresh = new EventContext<TEvent>(Bus, Profile) { Services = Services };
        fresh.BeginDelivery(in _event, in _header);
        fresh.BeginAttempt(Attempt, CancellationToken);
        return fresh;
    }

    internal void BeginDelivery(in TEvent @event, in DeliveryHeader header)
    {
        _event = @event;
        header.CopyTo(ref _header);
    }

    /// <summary>Lets go of the event, so that an idle worker keeps nothing alive.</summary>
    internal void EndDelivery()
    {
        _event = default!;
        _header = default;
    }
}
