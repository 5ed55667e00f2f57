using System.Runtime.CompilerServices;

namespace TypedBus.Routing;

/// <summary>What travels beside an event inside the process: one cache line, copied with the event and never allocated.</summary>
internal struct DeliveryHeader
{
    public EventId Id;

    /// <summary>The identifier of the event that began the chain. Text given by a publisher, in <see cref="Options"/>, goes before it.</summary>
    public EventId Correlation;

    /// <summary>The identifier of the event whose handler published this one, or empty.</summary>
    public EventId Causation;

    /// <summary>The handler that published this event, or null.</summary>
    public HandlerProfile? Source;

    /// <summary>What the publisher gave beside the event, or null.</summary>
    public PublishOptions? Options;

    /// <summary>Copies it field by field: see <see cref="DeliveryChannel{TEvent}"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void CopyTo(ref DeliveryHeader place)
    {
        place.Id = Id;
        place.Correlation = Correlation;
        place.Causation = Causation;

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
        var id = EventId.Next();
        return new DeliveryHeader { Id = id, Correlation = id, Options = options };
    }

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
            Id = Id.Derive(source.Hash, position),
            Correlation = Correlation,
            Causation = Id,
            Source = source,
            Options = options,
        };
    }
}
