using System.Runtime.CompilerServices;
using TypedBus.Channels;
using TypedBus.Subjects;

namespace TypedBus.Routing;

/// <content>Routes of events whose subject is not always the same.</content>
internal sealed partial class Route<TEvent>
{
    // Stands in for the feeds where the subject has placeholders: each event is checked, and its subject chooses.
    private SubjectSwitch<TEvent>? _switch = subject.IsWritten ? new SubjectSwitch<TEvent>(subject, []) : null;

    /// <summary>Gets what gives the subject of each event, with the event's type.</summary>
    public EventSubject<TEvent> TypedSource => subject;

    public override Type EventType => typeof(TEvent);

    /// <summary>Gets the options of a delivery to a handler of a base type, which tell where it came from.</summary>
    public PublishOptions SourceOptions => field ??= new PublishOptions { Subject = subject };

    // Read and written under the lock of the bus.
    private Feed<TEvent>[] AllFeeds
    {
        get => _switch?.Feeds ?? _feeds;
        set
        {
            if (_switch is null)
            {
                Volatile.Write(ref _feeds, value);
            }
            else
            {
                Volatile.Write(ref _switch, new SubjectSwitch<TEvent>(subject, value));
            }
        }
    }

    // Publishers come here where there is no feed: nobody listens, or the subject has placeholders, or the event leaves the process.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask PublishSelectedAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        if (Outlet is { } outlet)
        {
            return outlet.PublishAsync(in delivery, cancellationToken);
        }

        Feed<TEvent>[] feeds;
        try
        {
            feeds = SelectFeeds(in delivery.Event);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }

        if (feeds.Length == 0)
        {
            return Bus.PublishUnheard<TEvent>();
        }

        // The same as in PublishAsync, which has no call to spare.
        for (var index = 0; index < feeds.Length; index++)
        {
            if (feeds[index].TryWrite(in delivery, beyond: 0) != WriteResult.Accepted)
            {
                return OfferRest(feeds, index, in delivery, cancellationToken);
            }
        }

        return default;
    }

    /// <summary>Gives the feeds that an event goes to now, by its subject.</summary>
    /// <exception cref="ArgumentException">A value in the subject is not one legal token.</exception>
    private Feed<TEvent>[] SelectFeeds(in TEvent @event) => _switch is { } choice ? choice.Select(in @event) : _feeds;
}
