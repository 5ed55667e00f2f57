using TypedBus.Routing;
using TypedBus.Runtime;
using TypedBus.Subjects;

namespace TypedBus;

/// <summary>Reads the topology of a bus, when it is asked for: out of its modules, and of the subscriptions that it has at the moment.</summary>
internal sealed class TopologyReader
{
    private readonly RouteComposer _modules = new();
    private readonly EventSubscriptionCollection _subscriptions;

    private TopologyReader(IEnumerable<EventModule> modules, EventSubscriptionCollection subscriptions)
    {
        _subscriptions = subscriptions;
        foreach (var module in modules)
        {
            _modules.Add(module);
        }
    }

    public static Topology Read(IEnumerable<EventModule> modules, EventSubscriptionCollection subscriptions) =>
        new TopologyReader(modules, subscriptions).Read();

    private Topology Read() => new(
        _modules.Events.Select(static known => new TopologyEvent { Name = TypeNames.Of(known.EventType), Subject = known.Subject }),
        [
            .. _modules.Events.SelectMany(known => known.Handlers.Select(handler => DescribeHandler(handler, known.EventType))),
            .. _modules.Bases.Select(@base => DescribeHandler(@base.Definition, @base.Type)),
            .. _subscriptions.Where(static added => !added.IsHandler).Select(DescribeAdded),
        ]);

    private TopologyHandler DescribeHandler(HandlerDefinition definition, Type takes)
    {
        if (_subscriptions.TryGet(definition.Name, out var running) && running.IsHandler)
        {
            return Describe(definition, takes, running.Current.Profile.Filter);
        }

        var filter = definition.Filter is null ? null : new SubjectFilter(definition.Filter);
        return Describe(definition, takes, filter) with { Runs = false };
    }

    private TopologyHandler DescribeAdded(EventSubscription added)
    {
        var subscription = added.Current;
        return Describe(subscription.Profile.Definition, subscription.Routes[0].EventType, subscription.Profile.Filter) with { IsAdded = true };
    }

    private TopologyHandler Describe(HandlerDefinition definition, Type takes, SubjectFilter? filter) => new()
    {
        Name = definition.Name,
        Takes = TypeNames.Of(takes),
        Events =
        [
            .. _modules.Events
                .Where(known => takes.IsAssignableFrom(known.EventType) && filter?.Compare(known.Subject) != SubjectMatch.Never)
                .Select(static known => TypeNames.Of(known.EventType))
                .Order(StringComparer.Ordinal),
        ],
        Group = definition.Group,
        Filter = filter?.Text,
        Result = definition.Result is { } result ? TypeNames.Of(result) : null,
    };
}
