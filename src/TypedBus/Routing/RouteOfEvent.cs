using System.Runtime.CompilerServices;
using TypedBus.Channels;
using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>The route of one event in the process: a queue for each subscription, and the dispatcher.</summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class Route<TEvent>(EventBus bus, string subject, Feed<TEvent>[] feeds, DispatcherSource<TEvent> dispatcher)
    : Route(bus, subject)
{
    /// <summary>Gets what calls the handlers now. The first call makes it, since it needs the handlers.</summary>
    public EventDispatcher<TEvent> Dispatcher => field ?? Make(ref field);

    public override void Close()
    {
        if (Volatile.Read(ref EventDispatcher<TEvent>.First) is { } first && ReferenceEquals(first.Owner, Bus))
        {
            Interlocked.CompareExchange(ref EventDispatcher<TEvent>.First, null, first);
        }
    }

    /// <summary>Offers an event to all queues, then waits for those that are full.</summary>
    public ValueTask PublishAsync(in Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        if (feeds.Length == 0)
        {
            return Bus.PublishUnheard<TEvent>();
        }

        for (var index = 0; index < feeds.Length; index++)
        {
            if (feeds[index].TryWrite(in delivery, beyond: 0) != WriteResult.Accepted)
            {
                return OfferRest(index, in delivery, cancellationToken);
            }
        }

        return default;
    }

    /// <summary>Writes what a handler published to all queues. It never waits: it may go past the capacity, up to the bus's bound.</summary>
    public void PublishCascade(in Delivery<TEvent> delivery)
    {
        if (feeds.Length == 0)
        {
            Bus.CountUnheard(typeof(TEvent));
            return;
        }

        List<string>? refused = null;
        var full = false;
        foreach (var feed in feeds)
        {
            var result = feed.TryWrite(in delivery, Bus.Options.MaxCascade);
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
                : new PublishRefusedException(PublishMessages.Refused(Subject), AcceptedBut(refused), refused);
        }
    }

    private ValueTask OfferRest(int at, in Delivery<TEvent> delivery, CancellationToken cancellationToken)
    {
        // One queue alone: the wait is the queue's own, so a writer that waits again and again allocates nothing.
        if (feeds.Length == 1)
        {
            return AwaitOneAsync(feeds[0].WriteAsync(in delivery, cancellationToken), cancellationToken);
        }

        // Each write offers the event at once and waits where the queue is full; none is awaited before all have offered.
        var waits = new List<(Feed<TEvent> Feed, ValueTask<WriteResult> Wait)>(feeds.Length - at);
        for (var index = at; index < feeds.Length; index++)
        {
            waits.Add((feeds[index], feeds[index].WriteAsync(in delivery, cancellationToken)));
        }

        return AwaitAllAsync(waits, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AwaitOneAsync(ValueTask<WriteResult> wait, CancellationToken cancellationToken)
    {
        var result = await wait.ConfigureAwait(false);
        if (result != WriteResult.Accepted)
        {
            throw Refusal(result, [feeds[0].Name], cancellationToken);
        }
    }

    private async ValueTask AwaitAllAsync(
        List<(Feed<TEvent> Feed, ValueTask<WriteResult> Wait)> waits, CancellationToken cancellationToken)
    {
        var refused = new List<string>();
        var worst = WriteResult.Accepted;
        foreach (var (feed, wait) in waits)
        {
            var result = await wait.ConfigureAwait(false);
            if (result != WriteResult.Accepted)
            {
                worst = result;
                refused.Add(feed.Name);
            }
        }

        if (refused.Count != 0)
        {
            throw Refusal(worst, refused, cancellationToken);
        }
    }

    private List<string> AcceptedBut(List<string> refused) => [.. feeds.Select(static feed => feed.Name).Except(refused)];

    private Exception Refusal(WriteResult result, List<string> refused, CancellationToken cancellationToken)
    {
        var accepted = AcceptedBut(refused);
        return result == WriteResult.Canceled
            ? new PublishCanceledException(PublishMessages.Canceled(Subject, accepted, refused), accepted, refused, cancellationToken)
            : new PublishRefusedException(PublishMessages.Refused(Subject), accepted, refused);
    }

    // A race makes two dispatchers over the same handlers, and one of them stays: harmless.
    private EventDispatcher<TEvent> Make(ref EventDispatcher<TEvent>? field)
    {
        field = dispatcher.Make(Bus);
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
