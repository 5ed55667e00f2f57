using TypedBus.Routing;

namespace TypedBus.Testing;

/// <summary>Keeps what happened on a bus, as a tree of cause and effect.</summary>
internal sealed class BusRecord(TimeProvider waitTime) : BusProbe
{
    // Guards all lists and what attempts and events say of themselves: publishers and workers write, the test reads.
    private readonly Lock _gate = new();
    private readonly List<PublishedEvent> _roots = [];

    // Several where an event was published again, by a handler that was tried again: its results have the identifiers that they had.
    private readonly Dictionary<EventId, List<PublishedEvent>> _published = [];
    private readonly Dictionary<(EventId Id, string Handler), HandlerTurn> _turns = [];
    private IReadOnlyDictionary<string, int> _places = new Dictionary<string, int>();

    /// <summary>Gets the names of those that have had a delivery: a subscription may have been added and stopped.</summary>
    public IReadOnlyList<string> Handlers
    {
        get
        {
            lock (_gate)
            {
                return [.. _turns.Keys.Select(static key => key.Handler).Distinct()];
            }
        }
    }

    public override TimeProvider WaitTime => waitTime;

    /// <summary>Sets the order in which handlers stand in the tree, whichever of their workers was first.</summary>
    public void Order(IEnumerable<string> handlers)
    {
        lock (_gate)
        {
            _places = handlers.Select(static (name, place) => (name, place)).ToDictionary(static pair => pair.name, static pair => pair.place);
        }
    }

    /// <summary>The outermost middleware: gives each attempt a context of its own, and takes note of how it ends.</summary>
    public EventDelegate Wrap(EventDelegate next) => context => RunAsync(context.Fresh(), next);

    public override object Publishing<TEvent>(in TEvent @event, in DeliveryHeader header)
    {
        lock (_gate)
        {
            var cause = header.Source is { } source ? _turns.GetValueOrDefault((header.Causation, source.Name))?.Current : null;
            var published = new PublishedEvent<TEvent>(this, in @event, in header, cause);
            (cause?.Consequences ?? _roots).Add(published);
            if (!_published.TryGetValue(header.Id, out var same))
            {
                _published[header.Id] = same = [];
            }

            same.Add(published);
            return published;
        }
    }

    public override void Failed(object published, Exception exception)
    {
        lock (_gate)
        {
            ((PublishedEvent)published).Failure = exception;
        }
    }

    public override void DeadLettered(DeadLetter letter)
    {
        lock (_gate)
        {
            // None where not even the delivery's scope could be made.
            if (_turns.TryGetValue((letter.Id, letter.Handler), out var turn))
            {
                turn.Current.DeadLetter = letter;
            }
        }
    }

    public IReadOnlyList<HandlerAttempt> AttemptsOf(PublishedEvent published)
    {
        lock (_gate)
        {
            return Sorted(published);
        }
    }

    public IReadOnlyList<PublishedEvent> PublishedBy(HandlerAttempt attempt)
    {
        lock (_gate)
        {
            return [.. attempt.Consequences];
        }
    }

    /// <summary>Walks the whole tree: each event before the attempts at it, each attempt before what it published.</summary>
    public void Visit(Action<int, PublishedEvent> visitEvent, Action<int, HandlerAttempt> visitAttempt)
    {
        lock (_gate)
        {
            // A stack of its own: a chain may be longer than the thread's stack is deep.
            var stack = new Stack<(int Depth, PublishedEvent? Event, HandlerAttempt? Attempt)>();
            Push(0, _roots);
            while (stack.TryPop(out var next))
            {
                if (next.Event is { } published)
                {
                    visitEvent(next.Depth, published);
                    foreach (var attempt in Sorted(published).Reverse())
                    {
                        stack.Push((next.Depth + 1, null, attempt));
                    }
                }
                else
                {
                    visitAttempt(next.Depth, next.Attempt!);
                    Push(next.Depth + 1, next.Attempt!.Consequences);
                }
            }

            void Push(int depth, List<PublishedEvent> events)
            {
                for (var index = events.Count - 1; index >= 0; index--)
                {
                    stack.Push((depth, events[index], null));
                }
            }
        }
    }

    private async ValueTask RunAsync(EventContext context, EventDelegate next)
    {
        var attempts = Begin(context);
        Exception? failure = null;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            context.Spend();
            End(attempts, failure);
        }
    }

    // An attempt at a batch is one at each of its events.
    private HandlerAttempt[] Begin(EventContext context)
    {
        lock (_gate)
        {
            return context.Batch is { } batch
                ? [.. Enumerable.Range(0, batch.Count).Select(index => Begin(batch.IdOf(index), context))]
                : [Begin(context.Id, context)];
        }
    }

    private HandlerAttempt Begin(EventId id, EventContext context)
    {
        var same = _published[id];
        if (!_turns.TryGetValue((id, context.Handler), out var turn))
        {
            _turns[(id, context.Handler)] = turn = new HandlerTurn();
        }

        // A first attempt is at the next of those that were published under the identifier, or at a dead letter that was sent back.
        if (context.Attempt == 1 && turn.Count < same.Count)
        {
            turn.Count++;
        }

        var published = same[Math.Max(0, turn.Count - 1)];
        turn.Current = published.Begin(context);
        published.Begun.Add(turn.Current);
        return turn.Current;
    }

    private void End(HandlerAttempt[] attempts, Exception? failure)
    {
        lock (_gate)
        {
            foreach (var attempt in attempts)
            {
                attempt.Failure = failure;
                attempt.HasEnded = true;
            }
        }
    }

    // Stable: what stands at one place stays in the order in which it began. Subscriptions that were added stand last, by name.
    private HandlerAttempt[] Sorted(PublishedEvent published) =>
    [
        .. published.Begun
            .OrderBy(attempt => _places.GetValueOrDefault(attempt.Handler, int.MaxValue))
            .ThenBy(static attempt => attempt.Handler, StringComparer.Ordinal),
    ];

    /// <summary>Where a handler stands with the events of one identifier.</summary>
    private sealed class HandlerTurn
    {
        public int Count { get; set; }

        public HandlerAttempt Current { get; set; } = null!;
    }
}
