namespace TypedBus;

/// <summary>
/// Marks a method, instance or static, as a handler of the event that its first parameter takes, or of every event of the interface,
/// abstract class or <see cref="object"/> that it takes. What the method returns is published.
/// </summary>
/// <remarks>
/// <para>
/// The event comes first, by value, or by <c>in</c> where the handler is synchronous. Then, in any order, may follow an
/// <see cref="EventContext"/> or <see cref="EventContext{TEvent}"/>, a <see cref="CancellationToken"/>, and services.
/// </para>
/// <para>
/// The method returns nothing, <see cref="Task"/>, <see cref="ValueTask"/>, an event, a task of one, a nullable one (null publishes
/// nothing), or an <see cref="IEnumerable{T}"/> or <see cref="IAsyncEnumerable{T}"/> of events.
/// </para>
/// <para>
/// A handler of batches takes an <see cref="IReadOnlyList{T}"/> of the event in place of the event, by value, the plain
/// <see cref="EventContext"/> if any, and returns nothing, <see cref="Task"/> or <see cref="ValueTask"/>. The list is used again: do not keep it.
/// </para>
/// <para>
/// A handler of a generic class is run by each non-generic class that derives from a closed form of it.
/// The source generator reads this attribute; nothing reads it at run time.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class HandlerAttribute : Attribute
{
    /// <summary>
    /// Gets or sets the name of the subscription. It must be unique in an application and ought to stay the same for good, since a broker
    /// keeps its place by it. The default is the full name of the type, the method's, and the event's, joined by dots.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// Gets or sets the group of the subscription: of all subscriptions of one event and one group, each delivery reaches one.
    /// The default is a group of its own.
    /// </summary>
    public string? Group { get; set; }

    /// <summary>
    /// Gets or sets a filter of the event's subject: tokens joined by dots, where <c>*</c> stands for any one token, and <c>&gt;</c> at the end
    /// for one or more. Only events whose subject fits reach the handler. The default is none.
    /// </summary>
    public string? Subject { get; set; }

    /// <summary>
    /// Gets or sets the place of this handler among those of its event when it is dispatched; lower comes first. The default is 0.
    /// Handlers of one order run by assembly, type, method and parameters, in ordinal order of their names.
    /// </summary>
    public int Order { get; set; }

    /// <summary>
    /// Gets or sets how many deliveries may wait in the subscription's queue before publishers outside handlers wait. With an order key and
    /// a concurrency it is shared out evenly, rounded up. The default, 0, takes <see cref="EventBusOptions.Capacity"/>.
    /// </summary>
    public int Capacity { get; set; }

    /// <summary>
    /// Gets or sets what becomes of an event when the queue is full: the publisher waits, the event is dropped for this subscription, the
    /// oldest delivery that waits is dropped, or publishing fails. The default is <see cref="FullMode.Wait"/>.
    /// </summary>
    public FullMode FullMode { get; set; }

    /// <summary>
    /// Gets or sets how many deliveries are handled at a time. The default is 1: one after the other, in the order of publishing. With more,
    /// deliveries of one key (<see cref="OrderKeyAttribute"/>) keep their order, and those of different keys, or of an event without a key, run
    /// side by side. The class must then bear concurrent calls.
    /// </summary>
    public int Concurrency { get; set; } = 1;

    /// <summary>
    /// Gets or sets how many deliveries a batch has at most, where the handler takes batches: it must be bounded, here, in code or in the
    /// configuration. The default, 0, leaves that to the others.
    /// </summary>
    public int MaxBatch { get; set; }

    /// <summary>
    /// Gets or sets for how many milliseconds a batch that is not full waits for more, from its first delivery on. The default is 0: it takes
    /// what is there.
    /// </summary>
    public int LingerMilliseconds { get; set; }

    /// <summary>
    /// Gets or sets how often a delivery is tried, the first time included, before it becomes a dead letter.
    /// The default, 0, takes the attempts of the failure policy.
    /// </summary>
    public int Attempts { get; set; }

    /// <summary>
    /// Gets or sets whether <see cref="EventBus.DispatchAsync{TEvent}(in TEvent, CancellationToken)"/> calls this handler, from any thread and
    /// concurrently with its subscription. The default is <see langword="true"/>; with <see langword="false"/> only published events reach it.
    /// </summary>
    public bool Dispatch { get; set; } = true;
}
