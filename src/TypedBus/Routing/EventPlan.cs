using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>What the modules say of one event, while a bus is composed.</summary>
internal abstract class EventPlan
{
    public abstract IEnumerable<HandlerDefinition> Handlers { get; }

    public abstract Route Compose(EventBus bus, HandlerPlan handlers, List<Subscription> subscriptions);
}

/// <summary>What the modules say of one event, with its type.</summary>
internal sealed class EventPlan<TEvent>(string subject) : EventPlan
{
    private readonly List<(HandlerDefinition Definition, Func<IServiceProvider, HandlerInvoker<TEvent>> Create)> _handlers = [];
    private readonly List<(string Module, int Handlers, Func<IServiceProvider, EventDispatcher<TEvent>> Create)> _dispatchers = [];

    public OrderKeyHash<TEvent>? OrderKey { get; set; }

    public SubjectWriter<TEvent>? SubjectWriter { get; set; }

    public override IEnumerable<HandlerDefinition> Handlers => _handlers.Select(static handler => handler.Definition);

    public void Add(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TEvent>> create) => _handlers.Add((definition, create));

    public void Add(string module, int handlers, Func<IServiceProvider, EventDispatcher<TEvent>> create) =>
        _dispatchers.Add((module, handlers, create));

    public override Route Compose(EventBus bus, HandlerPlan handlers, List<Subscription> subscriptions)
    {
        var running = _handlers
            .Where(handler => handlers.Runs(handler.Definition))
            .OrderBy(static handler => handler.Definition.Order)
            .ThenBy(static handler => handler.Definition.Assembly, StringComparer.Ordinal)
            .ThenBy(static handler => handler.Definition.Type, StringComparer.Ordinal)
            .ThenBy(static handler => handler.Definition.Method, StringComparer.Ordinal)
            .ThenBy(static handler => handler.Definition.Parameters, StringComparer.Ordinal)
            .Select(handler => (Profile: handlers.Profile(handler.Definition), handler.Create))
            .ToList();

        var route = new Route<TEvent>(
            bus, subject, OrderKey, Dispatcher(running.FindAll(static handler => handler.Profile.Definition.Dispatch)));
        var mine = running.ConvertAll(handler => new Subscription<TEvent>(route, handler.Profile, handler.Create));
        mine.ForEach(static subscription => subscription.Join());
        subscriptions.AddRange(mine);
        return route;
    }

    // A generated dispatcher calls all the handlers that its module has, and is right only where just these run.
    private DispatcherSource<TEvent> Dispatcher(
        List<(HandlerProfile Profile, Func<IServiceProvider, HandlerInvoker<TEvent>> Create)> dispatched)
    {
        var generated = _dispatchers.Find(dispatcher =>
            dispatcher.Handlers == dispatched.Count
            && dispatched.TrueForAll(handler => handler.Profile.Definition.Assembly == dispatcher.Module));
        return new DispatcherSource<TEvent>(generated.Create, dispatched);
    }
}
