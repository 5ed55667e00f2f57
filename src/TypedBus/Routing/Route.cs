using TypedBus.Observation;

namespace TypedBus.Routing;

/// <summary>How one event travels on one bus.</summary>
internal abstract class Route(EventBus bus, string subject)
{
    public EventBus Bus { get; } = bus;

    public string Subject { get; } = subject;

    public RouteObserver Observer { get; } = new(bus.Instruments, subject);

    /// <summary>Gives up what the route has lent to the process.</summary>
    public abstract void Close();
}
