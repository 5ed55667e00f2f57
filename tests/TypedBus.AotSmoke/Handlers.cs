namespace TypedBus.AotSmoke;

/// <summary>Handlers that do next to nothing, so that what is measured is the bus.</summary>
public static class Handlers
{
    private static long _handled;
    private static volatile bool _held;

    /// <summary>Gets how many events have been handled to the end, by all handlers that close a shape.</summary>
    public static long Handled => Volatile.Read(ref _handled);

    /// <summary>Keeps the workers of events that are queued at the event they have, so that their queues can be filled.</summary>
    public static void Hold(bool held) => _held = held;

    [Handler]
    public static void OnVoid(in VoidEvent @event) => Count();

    [Handler]
    public static ValueTask OnValueTask(ValueTaskEvent @event)
    {
        Count();
        return default;
    }

    [Handler]
    public static void OnClass(ClassEvent @event) => Count();

    [Handler(Order = 1)]
    public static void OnSeveralFirst(in SeveralEvent @event)
    {
    }

    [Handler(Order = 2)]
    public static ValueTask OnSeveralSecond(SeveralEvent @event, CancellationToken cancellationToken) => default;

    [Handler(Order = 3)]
    public static void OnSeveralThird(in SeveralEvent @event, EventContext context) => Count();

    [Handler]
    public static AnswerEvent Answer(QuestionEvent question) => new(question.Number);

    [Handler]
    public static void OnAnswer(in AnswerEvent answer)
    {
        var held = _held;
        Count();
        WaitWhile(held);
    }

    [Handler]
    public static void OnQueued(in QueuedEvent @event)
    {
        var held = _held;
        Count();
        WaitWhile(held);
    }

    [Handler(MaxBatch = Bursts.MaxBatch)]
    public static void OnBatch(IReadOnlyList<BatchedEvent> batch)
    {
        var held = _held;
        foreach (var _ in batch)
        {
            Count();
        }

        WaitWhile(held);
    }

    [Handler(Subject = "smoke.filtered.eu.Fast.*")]
    public static void OnFiltered(in FilteredEvent @event)
    {
        var held = _held;
        Count();
        WaitWhile(held);
    }

    [Handler(Subject = "smoke.filtered.us.>")]
    public static void OnFilteredElsewhere(in FilteredEvent @event) => throw new InvalidOperationException("The filter does not fit.");

    [Handler]
    public static void OnRouted(IRouted @event, EventContext context)
    {
        if (context.Subject != "smoke.routed.eu")
        {
            throw new InvalidOperationException($"The subject is '{context.Subject}'.");
        }

        var held = _held;
        Count();
        WaitWhile(held);
    }

    // Only who was held from the start: one whose event counts already may still be here when the next hold begins, and must not be taken by it.
    private static void WaitWhile(bool held)
    {
        var wait = default(SpinWait);
        while (held && _held)
        {
            wait.SpinOnce();
        }
    }

    // Several workers never close one shape, and shapes are measured one after the other: a single writer at any time.
    private static void Count() => Volatile.Write(ref _handled, _handled + 1);
}
