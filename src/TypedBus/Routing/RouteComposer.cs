using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>Collects what modules describe, and makes the routes and subscriptions of a bus out of it.</summary>
internal sealed class RouteComposer
{
    private readonly SortedDictionary<int, EventPlan> _events = [];
    private readonly List<BasePlan> _bases = [];
    private readonly List<Upcast> _upcasts = [];
    private string _module = string.Empty;

    public IReadOnlyList<HandlerDefinition> Handlers =>
        [.. _events.Values.SelectMany(static plan => plan.Handlers), .. _bases.Select(static plan => plan.Definition)];

    public IReadOnlyCollection<EventPlan> Events => _events.Values;

    public IReadOnlyList<BasePlan> Bases => _bases;

    public Dictionary<string, TransportDefinition> Transports { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Add(EventModule module)
    {
        _module = module.Name;
        module.Register(new ModuleRegistry(this));
    }

    public void AddEvent<TEvent>(string subject, int version = 1) => Plan<TEvent>(subject).Version = version;

    public void AddSerializer<TEvent>(EventSerializer<TEvent> serializer) =>
        Plan<TEvent>().Serializer = serializer;

    public void AddUpcast<TOld, TEvent>(Func<TOld, TEvent> upcast) => _upcasts.Add(new Upcast<TOld, TEvent>(upcast));

    public void AddTransport(TransportDefinition transport) => Transports[transport.Name] = transport;

    public void AddRoute<TEvent>(string transport) => Plan<TEvent>().Transport = transport;

    public void AddOrderKey<TEvent>(OrderKeyHash<TEvent> hash) =>
        Plan<TEvent>().OrderKey = hash;

    public void AddSubject<TEvent>(SubjectWriter<TEvent> write) =>
        Plan<TEvent>().SubjectWriter = write;

    public void AddHandler<TEvent>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TEvent>> create) =>
        Plan<TEvent>(definition.Subject).Add(definition, create);

    public void AddBatchHandler<TEvent>(
        HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<IReadOnlyList<TEvent>>> create) =>
        AddHandler(definition, services => new BatchInvoker<TEvent>(create(services)));

    public void AddBaseHandler<TBase>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TBase>> create)
        where TBase : class =>
        _bases.Add(new BasePlan<TBase>(definition, create));

    public void AddDispatcher<TEvent>(int handlers, Func<IServiceProvider, EventDispatcher<TEvent>> create) =>
        Plan<TEvent>().Add(_module, handlers, create);

    /// <summary>Makes a route for each event, at the place that its type's number names.</summary>
    public Route?[] Compose(EventBus bus, HandlerPlan handlers, RoutePlan transports, List<Subscription> subscriptions)
    {
        var routes = new Route?[_events.Count == 0 ? 0 : _events.Keys.Max() + 1];
        var bases = HandlerOrder.Sort(_bases.Where(plan => handlers.Runs(plan.Definition)), static plan => plan.Definition).ToList();
        bases.ForEach(plan => plan.Profile = handlers.Profile(plan.Definition));
        foreach (var (index, plan) in _events)
        {
            routes[index] = plan.Compose(bus, handlers, transports, bases, subscriptions);
        }

        var joining = bases.ConvertAll(plan => plan.Subscribe(bus, routes.OfType<Route>(), handlers));
        joining.ForEach(static subscription => subscription.Join());
        subscriptions.AddRange(joining);
        return routes;
    }

    /// <summary>Finds what makes events out of those of the version before, by the number of the older one's type.</summary>
    public Dictionary<int, Upcast> FindUpcasts(HandlerPlan handlers)
    {
        var found = new Dictionary<int, Upcast>();
        foreach (var upcast in _upcasts)
        {
            if (!found.TryAdd(upcast.From, upcast))
            {
                handlers.Add($"Event '{TypeNames.Of(upcast.OldType)}' has two upcasters. Keep one of them.");
            }
        }

        return found;
    }

    /// <summary>Gets what is known of an event that was added.</summary>
    public EventPlan<TEvent> Plan<TEvent>() => (EventPlan<TEvent>)_events[EventType<TEvent>.Register()];

    private EventPlan<TEvent> Plan<TEvent>(string subject)
    {
        var index = EventType<TEvent>.Register();
        if (!_events.TryGetValue(index, out var plan))
        {
            _events[index] = plan = new EventPlan<TEvent>(subject);
        }

        return (EventPlan<TEvent>)plan;
    }
}
