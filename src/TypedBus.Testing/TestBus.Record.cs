namespace TypedBus.Testing;

/// <content>
/// What happened. Lists are in the order of the tree of cause and effect, not of the clock, so that they are the same in every run however the
/// workers took turns: an event stands before what came of it, and what came of it before the next event from outside.
/// </content>
public sealed partial class TestBus
{
    /// <summary>Gives the events of a type that were published, from outside and by handlers, but for those whose publishing threw.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <returns>A list that does not change, in the order of the tree.</returns>
    public IReadOnlyList<PublishedEvent<TEvent>> Published<TEvent>()
    {
        var found = new List<PublishedEvent<TEvent>>();
        _record.Visit(
            (_, published) =>
            {
                if (published is PublishedEvent<TEvent> { Failure: null } typed)
                {
                    found.Add(typed);
                }
            },
            static (_, _) => { });
        return found;
    }

    /// <summary>Gives the attempts of handlers at events of a type, whatever came of them.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="handlers">The handler's name; <c>*</c> stands for any characters. The default is every handler.</param>
    /// <returns>A list that does not change, in the order of the tree.</returns>
    /// <exception cref="ArgumentException">No handler on this bus is called so.</exception>
    public IReadOnlyList<HandlerAttempt<TEvent>> Attempts<TEvent>(string handlers = "*") => Find<TEvent>(handlers, static _ => true);

    /// <summary>Gives the attempts that handled an event of a type well.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="handlers">The handler's name; <c>*</c> stands for any characters. The default is every handler.</param>
    /// <returns>A list that does not change, in the order of the tree.</returns>
    /// <exception cref="ArgumentException">No handler on this bus is called so.</exception>
    public IReadOnlyList<HandlerAttempt<TEvent>> Handled<TEvent>(string handlers = "*") =>
        Find<TEvent>(handlers, static attempt => attempt.HasEnded && attempt.Failure is null);

    /// <summary>Gives the last attempts at events of a type, after which they became dead letters.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="handlers">The handler's name; <c>*</c> stands for any characters. The default is every handler.</param>
    /// <returns>A list that does not change, in the order of the tree.</returns>
    /// <exception cref="ArgumentException">No handler on this bus is called so.</exception>
    public IReadOnlyList<HandlerAttempt<TEvent>> DeadLettered<TEvent>(string handlers = "*") =>
        Find<TEvent>(handlers, static attempt => attempt.DeadLetter is not null);

    /// <summary>Gives the one event of a type that was published.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <returns>The event.</returns>
    /// <exception cref="RecordMismatchException">There is none, or more than one; the message shows all that happened.</exception>
    public PublishedEvent<TEvent> PublishedOnce<TEvent>() => Only(Published<TEvent>(), typeof(TEvent), "published");

    /// <summary>Gives the one attempt that handled an event of a type well.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="handlers">The handler's name; <c>*</c> stands for any characters. The default is every handler.</param>
    /// <returns>The attempt.</returns>
    /// <exception cref="RecordMismatchException">There is none, or more than one; the message shows all that happened.</exception>
    public HandlerAttempt<TEvent> HandledOnce<TEvent>(string handlers = "*") => Only(Handled<TEvent>(handlers), typeof(TEvent), "handled");

    /// <summary>Gives the last attempt at the one event of a type that became a dead letter.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="handlers">The handler's name; <c>*</c> stands for any characters. The default is every handler.</param>
    /// <returns>The attempt.</returns>
    /// <exception cref="RecordMismatchException">There is none, or more than one; the message shows all that happened.</exception>
    public HandlerAttempt<TEvent> DeadLetteredOnce<TEvent>(string handlers = "*") =>
        Only(DeadLettered<TEvent>(handlers), typeof(TEvent), "dead-lettered");

    /// <summary>Gives the tree of cause and effect as text, to be read in a failure message: of 500 lines at most.</summary>
    /// <returns>A line for each event that was published, and below it one for each attempt at it, with what that published below it.</returns>
    public string Tree() => TreeText.Of(_record);

    private List<HandlerAttempt<TEvent>> Find<TEvent>(string handlers, Func<HandlerAttempt, bool> matches)
    {
        var pattern = handlers == "*" ? HandlerPattern.All : Known(handlers);
        var found = new List<HandlerAttempt<TEvent>>();
        _record.Visit(
            static (_, _) => { },
            (_, attempt) =>
            {
                if (attempt is HandlerAttempt<TEvent> typed && pattern.Matches(attempt.Handler) && matches(attempt))
                {
                    found.Add(typed);
                }
            });
        return found;
    }

    private TRecord Only<TRecord>(IReadOnlyList<TRecord> records, Type type, string what) => records.Count == 1
        ? records[0]
        : throw new RecordMismatchException(
            $"Expected {type.Name} to be {what} once, and it was {records.Count} times. What happened:{Environment.NewLine}{Tree()}");
}
