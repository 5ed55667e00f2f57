using System.Diagnostics.Metrics;
using TypedBus.Observation;

namespace TypedBus;

/// <content>Counting.</content>
public sealed partial class EventBus
{
    internal Instruments Instruments { get; }

    /// <summary>Tells what the bus has done so far, by subscription. It costs the bus nothing until it is called.</summary>
    /// <returns>Counts that are exact when the bus is at rest.</returns>
    public EventBusSnapshot Snapshot() => new()
    {
        Subscriptions = [.. _subscriptions.Select(static subscription => subscription.Snapshot())],
        Unheard = UnheardCount,
    };

    /// <summary>
    /// Gets who takes which event, and what comes of it: events and handlers of the bus's modules, also those that do not run here, and the
    /// subscriptions that were added until now. It is made anew each time, and costs the bus nothing until it is asked for.
    /// </summary>
    public Topology Topology => TopologyReader.Read(_setup.Modules, Subscriptions);

    private IEnumerable<Measurement<long>> Depths() =>
        _subscriptions.Select(static subscription => new Measurement<long>(subscription.Depth, subscription.Observer.ProcessTags));
}
