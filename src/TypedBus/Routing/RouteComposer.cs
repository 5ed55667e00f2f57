using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>Collects what modules describe, and makes the routes and subscriptions of a bus out of it.</summary>
internal sealed class RouteComposer : ModuleRegistry
{
    private readonly SortedDictionary<int, EventPlan> _events = [];
    private readonly List<BasePlan> _bases = [];
    private string _module = string.Empty;

    public IReadOnlyList<HandlerDefinition> Handlers =>
        [.. _events.Values.SelectMany(static plan => plan.Handlers), .. _bases.Select(static plan => plan.Definition)];

    public void Add(EventModule module)
    {
        _module = module.Name;
        module.Register(this);
    }

    public override void AddEvent<TEvent>(string subject) => Plan<TEvent>(subject);

    public override void AddOrderKey<TEvent>(OrderKeyHash<TEvent> hash) =>
        ((EventPlan<TEvent>)_events[EventType<TEvent>.Register()]).OrderKey = hash;

    public override void AddSubject<TEvent>(SubjectWriter<TEvent> write) =>
        ((EventPlan<TEvent>)_events[EventType<TEvent>.Register()]).SubjectWriter = write;

    public override void AddHandlerClass<THandlers>(
        HandlerLifetime lifetime, Func<IServiceProvider, THandlers> create, params Type[] services)
    {
        // Classes are registered with the services, before the bus is composed.
    }

    public override void AddHandler<TEvent>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TEvent>> create) =>
        Plan<TEvent>(definition.Subject).Add(definition, create);

    public override void AddBatchHandler<TEvent>(
        HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<IReadOnlyList<TEvent>>> create) =>
        AddHandler(definition, services => new BatchInvoker<TEvent>(create(services)));

    public override void AddBaseHandler<TBase>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TBase>> create) =>
        _bases.Add(new BasePlan<TBase>(definition, create));

    public override void AddDispatcher<TEvent>(int handlers, Func<IServiceProvider, EventDispatcher<TEvent>> create) =>
        ((EventPlan<TEvent>)_events[EventType<TEvent>.Register()]).Add(_module, handlers, create);

    /// <summary>Makes a route for each event, at the place that its type's number names.</summary>
    public Route?[] Compose(EventBus bus, HandlerPlan handlers, List<Subscription> subscriptions)
    {
        var routes = new Route?[_events.Count == 0 ? 0 : _events.Keys.Max() + 1];
        var bases = HandlerOrder.Sort(_bases.Where(plan => handlers.Runs(plan.Definition)), static plan => plan.Definition).ToList();
        bases.ForEach(plan => plan.Profile = handlers.Profile(plan.Definition));
        foreach (var (index, plan) in _events)
        {
            routes[index] = plan.Compose(bus, handlers, bases, subscriptions);
        }

        var joining = bases.ConvertAll(plan => plan.Subscribe(bus, routes.OfType<Route>(), handlers));
        joining.ForEach(static subscription => subscription.Join());
        subscriptions.AddRange(joining);
        return routes;
    }

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
