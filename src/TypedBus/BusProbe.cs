using TypedBus.Routing;

namespace TypedBus;

/// <summary>Watches a bus for the test kit. A bus has none in production, and asks no more than whether it has one.</summary>
/// <remarks>Publishers and workers call it, several at once. It has contexts made anew for each delivery.</remarks>
internal abstract class BusProbe
{
    /// <summary>Gets the clock by which the bus itself waits, between two attempts or for a permit, so that such waits can be counted.</summary>
    public abstract TimeProvider WaitTime { get; }

    /// <summary>Takes note of an event before any queue is offered it.</summary>
    /// <returns>What stands for the event in <see cref="Failed"/>.</returns>
    public abstract object Publishing<TEvent>(in TEvent @event, in DeliveryHeader header);

    /// <summary>Takes note that publishing threw.</summary>
    public abstract void Failed(object published, Exception exception);

    /// <summary>Takes note of a delivery that was given up, before it is settled.</summary>
    public abstract void DeadLettered(DeadLetter letter);
}
