using TypedBus.Runtime;
using TypedBus.Subjects;

namespace TypedBus;

/// <summary>Reads the topology of a bus, when it is asked for: out of its modules, and of the subscriptions that it has at the moment.</summary>
internal sealed class TopologyReader : ModuleRegistry
{
    private readonly Dictionary<Type, string> _subjects = [];
    private readonly List<(HandlerDefinition Definition, Type Takes)> _handlers = [];

    private TopologyReader()
    {
    }

    public static Topology Read(IEnumerable<EventModule> modules, EventSubscriptionCollection subscriptions)
    {
        var reader = new TopologyReader();
        foreach (var module in modules)
        {
            module.Register(reader);
        }

        var added = subscriptions.Where(static subscription => !subscription.IsHandler).Select(static subscription => subscription.Current);
        return new Topology(
            reader._subjects.Select(static known => new TopologyEvent { Name = TypeNames.Of(known.Key), Subject = known.Value }),
            [
                .. reader._handlers.Select(handler => reader.Describe(
                    handler.Definition,
                    handler.Takes,
                    subscriptions.TryGet(handler.Definition.Name, out var running) && running.IsHandler ? running.Current.Profile.Filter : null,
                    runs: running is { IsHandler: true })),
                .. added.Select(subscription => reader.Describe(
                    subscription.Profile.Definition, subscription.Routes[0].EventType, subscription.Profile.Filter, runs: true, isAdded: true)),
            ]);
    }

    public override void AddEvent<TEvent>(string subject) => _subjects.TryAdd(typeof(TEvent), subject);

    public override void AddHandler<TEvent>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TEvent>> create) =>
        AddHandler<TEvent>(definition);

    public override void AddBatchHandler<TEvent>(
        HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<IReadOnlyList<TEvent>>> create) => AddHandler<TEvent>(definition);

    public override void AddBaseHandler<TBase>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TBase>> create) =>
        _handlers.Add((definition, typeof(TBase)));

    public override void AddOrderKey<TEvent>(OrderKeyHash<TEvent> hash)
    {
    }

    public override void AddSubject<TEvent>(SubjectWriter<TEvent> write)
    {
    }

    public override void AddHandlerClass<THandlers>(
        HandlerLifetime lifetime, Func<IServiceProvider, THandlers> create, params Type[] services)
    {
    }

    public override void AddDispatcher<TEvent>(int handlers, Func<IServiceProvider, EventDispatcher<TEvent>> create)
    {
    }

    private void AddHandler<TEvent>(HandlerDefinition definition)
    {
        _subjects.TryAdd(typeof(TEvent), definition.Subject);
        _handlers.Add((definition, typeof(TEvent)));
    }

    private TopologyHandler Describe(HandlerDefinition definition, Type takes, SubjectFilter? filter, bool runs, bool isAdded = false) => new()
    {
        Name = definition.Name,
        Takes = TypeNames.Of(takes),
        Events =
        [
            .. _subjects
                .Where(known => takes.IsAssignableFrom(known.Key) && filter?.Compare(known.Value) != SubjectMatch.Never)
                .Select(static known => TypeNames.Of(known.Key))
                .Order(StringComparer.Ordinal),
        ],
        Group = definition.Group,
        Filter = filter?.Text ?? (runs ? null : definition.Filter),
        Result = definition.Result is { } result ? TypeNames.Of(result) : null,
        Runs = runs,
        IsAdded = isAdded,
    };
}
