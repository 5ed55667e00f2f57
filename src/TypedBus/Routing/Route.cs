using TypedBus.Observation;
using TypedBus.Subjects;
using TypedBus.Transports;

namespace TypedBus.Routing;

/// <summary>How one event travels on one bus.</summary>
internal abstract class Route(EventBus bus, EventSubject subject)
{
    public EventBus Bus { get; } = bus;

    public abstract Type EventType { get; }

    /// <summary>Gets the subject as it is declared.</summary>
    public string Subject => Source.Declared;

    /// <summary>Gets what gives the subject of each event.</summary>
    public EventSubject Source { get; } = subject;

    public RouteObserver Observer { get; } = new(bus.Instruments, subject.Declared);

    /// <summary>Gets whether the event travels by a transport.</summary>
    public abstract bool HasOutlet { get; }

    /// <summary>Makes what brings deliveries of the event from its transport to a subscription; null where it stays in the process.</summary>
    public abstract Inlet? OpenInlet(Subscription subscription);

    /// <summary>Has a subscription take what is published from now on. Called under the lock of the bus.</summary>
    public abstract void Join(Subscription subscription);

    /// <summary>Has a subscription take nothing more. Called under the lock of the bus, before the queue closes: who meets that looks here.</summary>
    public abstract void Leave(Subscription subscription);

    /// <summary>Has a group share deliveries anew, since one of its members paused or resumed. Called under the lock of the bus.</summary>
    public abstract void Share(Subscription subscription);

    /// <summary>Gives a delivery that one member of a group did not come to do to the others. It never waits.</summary>
    /// <returns>Whether somebody has it.</returns>
    public abstract bool TryHandOver(string group, object @event, in DeliveryHeader header);

    /// <summary>Gives up what the route has lent to the process.</summary>
    public abstract void Close();
}
