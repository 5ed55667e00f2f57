using System.Runtime.CompilerServices;
using TypedBus.Channels;
using TypedBus.Runtime;
using TypedBus.Subjects;
using TypedBus.Transports;

namespace TypedBus.Routing;

/// <summary>The route of one event in the process: a queue for each subscription, and the dispatcher.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed partial class Route<TEvent>(
    EventBus bus, EventSubject<TEvent> subject, OrderKeyHash<TEvent>? orderKey, DispatcherSource<TEvent> dispatcher)
    : Route(bus, subject)
{
    // Replaced as a whole, under the lock of the bus, and never changed: a publisher reads it once, without a lock. There is none where the
    // subject has placeholders: see SelectFeeds.
    private Feed<TEvent>[] _feeds = [];

    /// <summary>Gets what calls the handlers now. The first call makes it, since it needs the handlers.</summary>
    public EventDispatcher<TEvent> Dispatcher => field ?? Make(ref field);

    /// <summary>Gets where the event leaves the process, or null where it stays there. It is set when the bus is composed.</summary>
    public Outlet<TEvent>? Outlet { get; set; }

    /// <summary>Gets the event's order key, or null.</summary>
    public OrderKeyHash<TEvent>? OrderKey { get; } = orderKey;

    public override void Close()
    {
        if (Volatile.Read(ref EventDispatcher<TEvent>.First) is { } first && ReferenceEquals(first.Owner, Bus))
        {
            Interlocked.CompareExchange(ref EventDispatcher<TEvent>.First, null, first);
        }
    }

    /// <summary>Offers an event to all queues, then waits for those that are full, or does what their full mode says.</summary>
    public ValueTask PublishAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        var feeds = _feeds;
        if (feeds.Length == 0)
        {
            return PublishSelectedAsync(in delivery, cancellationToken);
        }

        for (var index = 0; index < feeds.Length; index++)
        {
            if (feeds[index].TryWrite(in delivery, beyond: 0) != WriteResult.Accepted)
            {
                return OfferRest(feeds, index, in delivery, cancellationToken);
            }
        }

        return default;
    }

    /// <summary>
    /// Writes what a handler published to all queues. It never waits for room: it may go past the capacity, up to the bus's bound, or is dropped
    /// by the full mode.
    /// </summary>
    public ValueTask PublishCascadeAsync(in Delivery<TEvent> delivery)
    {
        var feeds = _feeds;
        if (feeds.Length == 0)
        {
            if (Outlet is { } outlet)
            {
                return outlet.SendAsync(in delivery, CancellationToken.None);
            }

            feeds = SelectFeeds(in delivery.Event);
            if (feeds.Length == 0)
            {
                Bus.CountUnheard(typeof(TEvent));
                return default;
            }
        }

        List<string>? refused = null;
        var full = false;
        foreach (var feed in feeds)
        {
            var result = WriteCascade(feed, in delivery, Bus.Options.MaxCascade);
            if (result != WriteResult.Accepted)
            {
                full |= result == WriteResult.Full;
                (refused ??= []).Add(feed.Name);
            }
        }

        if (refused is not null)
        {
            throw full
                ? new CascadeLimitException(PublishMessages.CascadeLimit(Subject, refused, Bus.Options.MaxCascade, delivery.Header.Source))
                : new PublishRefusedException(PublishMessages.Refused(Subject), AcceptedBut(feeds, refused), refused);
        }

        return default;
    }

    private WriteResult WriteCascade(Feed<TEvent> feed, in Delivery<TEvent> delivery, int beyond)
    {
        while (true)
        {
            var result = feed.TryWrite(in delivery, beyond);
            if (result == WriteResult.Full)
            {
                result = feed.WriteOrDrop(in delivery, beyond);
            }

            if (result != WriteResult.Closed || !TryFollow(ref feed, in delivery.Event, ref result))
            {
                return result;
            }
        }
    }

    /// <summary>Looks again where a queue was closed, or the publisher was turned away: whoever had it may have left, or others have come.</summary>
    /// <param name="feed">The feed that was tried, and then the one that stands for its group now.</param>
    /// <param name="event">The event, whose subject chooses among the feeds.</param>
    /// <param name="result">What came of it, and then what came of the delivery, where there is none to follow.</param>
    /// <returns>Whether there is a feed to offer the delivery to.</returns>
    private bool TryFollow(ref Feed<TEvent> feed, in TEvent @event, ref WriteResult result)
    {
        // Whoever leaves does so before its queue closes, under whose lock that was seen: this is no older.
        var tried = feed;
        var now = Find(SelectFeeds(in @event), feed.Group);
        if (now is null)
        {
            // All members have left: the event is owed to nobody there.
            result = WriteResult.Accepted;
            return false;
        }

        // Closed where the same still stands: it is the bus that is stopping.
        feed = now;
        return now != tried || result == WriteResult.TurnedAway;
    }

    private ValueTask OfferRest(Feed<TEvent>[] feeds, int at, in Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        // One queue alone: the wait is the queue's own, so a writer that waits again and again allocates nothing.
        if (feeds.Length == 1)
        {
            return AwaitOneAsync(feeds, WriteAsync(feeds[0], in delivery, cancellationToken), delivery, cancellationToken);
        }

        // Each write offers the event at once and waits where the queue is full; none is awaited before all have offered.
        List<(Feed<TEvent> Feed, ValueTask<WriteResult> Wait)>? waits = null;
        for (var index = at; index < feeds.Length; index++)
        {
            if (index > at && feeds[index].TryWrite(in delivery, beyond: 0) == WriteResult.Accepted)
            {
                continue;
            }

            var wait = FollowAsync(feeds[index], WriteAsync(feeds[index], in delivery, cancellationToken), delivery, cancellationToken);
            if (wait.IsCompletedSuccessfully)
            {
                var result = wait.Result;
                if (result == WriteResult.Accepted)
                {
                    continue;
                }

                wait = new ValueTask<WriteResult>(result);
            }

            (waits ??= []).Add((feeds[index], wait));
        }

        return waits is null ? default : AwaitAllAsync(feeds, waits, cancellationToken);
    }

    private ValueTask<WriteResult> WriteAsync(Feed<TEvent> feed, in Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        var wait = feed.WriteAsync(in delivery, cancellationToken);

        // Queued after those who waited at a feed that is replaced were turned away, it would wait there for ever: there was a lock between
        // its queueing and this look, as there is between the replacement and the turning away.
        if (!wait.IsCompleted && Array.IndexOf(SelectFeeds(in delivery.Event), feed) < 0)
        {
            feed.TurnAway();
        }

        return wait;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitOneAsync(
        Feed<TEvent>[] feeds, ValueTask<WriteResult> wait, Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        var result = await wait.ConfigureAwait(false);
        if (result is WriteResult.Closed or WriteResult.TurnedAway)
        {
            result = await FollowAsync(feeds[0], new ValueTask<WriteResult>(result), delivery, cancellationToken).ConfigureAwait(false);
        }

        if (result != WriteResult.Accepted)
        {
            throw Refusal(result, feeds, [feeds[0].Name], cancellationToken);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<WriteResult> FollowAsync(
        Feed<TEvent> feed, ValueTask<WriteResult> wait, Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await wait.ConfigureAwait(false);
            if (result is not (WriteResult.Closed or WriteResult.TurnedAway) || !TryFollow(ref feed, in delivery.Event, ref result))
            {
                return result;
            }

            result = feed.TryWrite(in delivery, beyond: 0);
            wait = result == WriteResult.Full ? WriteAsync(feed, in delivery, cancellationToken) : new ValueTask<WriteResult>(result);
        }
    }

    private async ValueTask AwaitAllAsync(
        Feed<TEvent>[] feeds, List<(Feed<TEvent> Feed, ValueTask<WriteResult> Wait)> waits, CancellationToken cancellationToken)
    {
        var refused = new List<string>();
        var worst = WriteResult.Accepted;
        foreach (var (feed, wait) in waits)
        {
            var result = await wait.ConfigureAwait(false);
            if (result != WriteResult.Accepted)
            {
                worst = result > worst ? result : worst;
                refused.Add(feed.Name);
            }
        }

        if (refused.Count != 0)
        {
            throw Refusal(worst, feeds, refused, cancellationToken);
        }
    }

    private static List<string> AcceptedBut(Feed<TEvent>[] feeds, List<string> refused) =>
        [.. feeds.Select(static feed => feed.Name).Except(refused)];

    private Exception Refusal(WriteResult result, Feed<TEvent>[] feeds, List<string> refused, CancellationToken cancellationToken)
    {
        var accepted = AcceptedBut(feeds, refused);
        return result switch
        {
            WriteResult.Full => new QueueFullException(PublishMessages.Full(Subject, accepted, refused), accepted, refused),
            WriteResult.Canceled =>
                new PublishCanceledException(PublishMessages.Canceled(Subject, accepted, refused), accepted, refused, cancellationToken),
            _ => new PublishRefusedException(PublishMessages.Refused(Subject), accepted, refused),
        };
    }

    // A race makes two dispatchers over the same handlers, and one of them stays: harmless.
    private EventDispatcher<TEvent> Make(ref EventDispatcher<TEvent>? field)
    {
        field = dispatcher.Make(this);
        field.Owner = Bus;
        Interlocked.CompareExchange(ref EventDispatcher<TEvent>.First, field, null);

        // Lent past the bus's end, it would be the process's for good: whichever of the two comes second sees the other, and takes it back.
        if (Bus.IsDisposed)
        {
            Close();
        }

        return field;
    }
}
