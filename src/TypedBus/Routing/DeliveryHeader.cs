using System.Runtime.CompilerServices;

namespace TypedBus.Routing;

/// <summary>What travels beside an event inside the process: 48 bytes, copied with the event and never allocated.</summary>
/// <remarks>
/// What an event that a handler published could tell twice is kept once: its identifier follows from its cause's, the handler and the
/// position. The less there is to carry from core to core, the faster is a queue.
/// </remarks>
internal struct DeliveryHeader
{
    // The identifier itself, or that of the cause where a handler published the event.
    private EventId _origin;

    // The number of the event that began the chain, which was one of this process.
    private ulong _correlation;

    /// <summary>The handler that published this event, or null.</summary>
    public HandlerProfile? Source;

    /// <summary>What the publisher gave beside the event, or null.</summary>
    public PublishOptions? Options;

    // The place among what the handler published.
    private int _position;

    /// <summary>
    /// Gets the event's number, where it says all there is to tell: that somebody outside handlers published it, with nothing beside it. Else 0.
    /// </summary>
    public readonly ulong Number => Source is null && Options is null ? _correlation : 0;

    public readonly EventId Id => Source is null ? _origin : _origin.Derive(Source.Hash, _position);

    /// <summary>
    /// Gets the identifier of the event that began the chain. Text given by a publisher, in <see cref="Options"/>, goes before it.
    /// </summary>
    public readonly EventId Correlation => EventId.OfNumber(_correlation);

    /// <summary>Gets the identifier of the event whose handler published this one, or an empty one.</summary>
    public readonly EventId Causation => Source is null ? Options?.Arrival?.Causation ?? default : _origin;

    /// <summary>Copies it field by field: see <see cref="Delivery{TEvent}.CopyTo"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void CopyTo(ref DeliveryHeader place)
    {
        place._origin = _origin;
        place._correlation = _correlation;
        place._position = _position;

        // Mostly both are null, as they were before: then there is nothing to tell the garbage collector.
        if (place.Source != Source)
        {
            place.Source = Source;
        }

        if ((object?)place.Options != Options)
        {
            place.Options = Options;
        }
    }

    /// <summary>Makes it the header of an event of which there is but its <see cref="Number"/> to tell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(ulong number)
    {
        _origin = EventId.OfNumber(number);
        _correlation = number;
        Forget();
    }

    /// <summary>Lets go of what it refers to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Forget()
    {
        if (Source is not null)
        {
            Source = null;
        }

        if (Options is not null)
        {
            Options = null;
        }
    }

    /// <summary>Begins a chain: an event published from outside handlers.</summary>
    public static DeliveryHeader Begin(PublishOptions? options)
    {
        var number = EventId.NextNumber();
        return new DeliveryHeader { _origin = EventId.OfNumber(number), _correlation = number, Options = options };
    }

    /// <summary>Makes the header of an event that came by a transport.</summary>
    public static DeliveryHeader Receive(EventId id, PublishOptions options) => new() { _origin = id, Options = options };

    /// <summary>Gives the header of a delivery that has all its attempts before it.</summary>
    public readonly DeliveryHeader WithoutAttempt() =>
        Options is { Attempt: > 0 } ? this with { Options = Options with { Attempt = 0 } } : this;

    /// <summary>Continues the chain: what <paramref name="source"/> publishes at <paramref name="position"/> while it handles this event.</summary>
    public readonly DeliveryHeader Derive(HandlerProfile source, int position, PublishOptions? options)
    {
        var inherited = Options?.Derived;
        if (inherited is not null)
        {
            options = options is null ? inherited : options.Inherit(inherited);
        }

        return new DeliveryHeader
        {
            _origin = Id,
            _correlation = _correlation,
            Source = source,
            _position = position,
            Options = options,
        };
    }
}
