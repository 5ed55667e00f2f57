using TypedBus.Channels;
using TypedBus.Routing;
using TypedBus.Subjects;

namespace TypedBus;

/// <summary>A delivery with its event.</summary>
/// <remarks>
/// It belongs to the delivery and is used again for the next one: do not keep it, and use it from one thread at a time.
/// </remarks>
/// <typeparam name="TEvent">
/// The type of the event. Where the handler takes batches of it, this is an <see cref="IReadOnlyList{T}"/> of events; what else the context
/// tells is of the first of them.
/// </typeparam>
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

    internal override IBatch? Batch => typeof(TEvent).IsValueType ? null : _event as IBatch;

    /// <summary>Makes the context of a batch of this one event, which a dispatch gives to a handler of batches.</summary>
    internal EventContext<IReadOnlyList<TEvent>> ToBatch()
    {
        var one = new Batch<TEvent>();
        one.Show([new Delivery<TEvent> { Event = _event, Header = _header }], 0, 1);
        var batch = new EventContext<IReadOnlyList<TEvent>>(Bus, Profile) { Services = Services };
        batch.BeginDelivery(one, in _header);
        batch.BeginAttempt(Attempt, CancellationToken);
        batch.DeferResultsWith(this);
        return batch;
    }

    private protected override string FindSubject()
    {
        if (Profile.Subject is EventSubject<TEvent> own)
        {
            return own.Of(in Event);
        }

        if (Batch is { } batch)
        {
            return Profile.Subject?.OfObject(batch.First) ?? Profile.Definition.Subject;
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

    /// <summary>Takes the delivery that is at hand in a queue.</summary>
    /// <returns>The handler that published the event, or null.</returns>
    internal HandlerProfile? Take(RingChannel<TEvent> queue)
    {
        queue.Take(ref _event, ref _header);
        return _header.Source;
    }

    /// <summary>Lets go of the event, so that an idle worker keeps nothing alive.</summary>
    internal void EndDelivery()
    {
        _event = default!;
        _header = default;
    }
}
