using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TypedBus.Runtime;
using TypedBus.Subjects;
using TypedBus.Transports;

namespace TypedBus.Routing;

/// <summary>What the modules say of one event, while a bus is composed.</summary>
internal abstract class EventPlan(string subject)
{
    public abstract Type EventType { get; }

    /// <summary>Gets the subject as it is declared.</summary>
    public string Subject { get; } = subject;

    /// <summary>Gets the number of the event's type.</summary>
    public abstract int Index { get; }

    /// <summary>Gets or sets the version of what the event is as bytes.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Gets or sets the transport that the event's attribute names, or null.</summary>
    public string? Transport { get; set; }

    public abstract IEnumerable<HandlerDefinition> Handlers { get; }

    /// <summary>Tells how the event travels as bytes: as JSON where a context knows it, or else by the serializer of its own module.</summary>
    public abstract EventForm CreateForm(IReadOnlyList<JsonSerializerContext> contexts);

    public abstract Route Compose(
        EventBus bus, HandlerPlan handlers, RoutePlan transports, IReadOnlyList<BasePlan> bases, List<Subscription> subscriptions);
}

/// <summary>What the modules say of one event, with its type.</summary>
internal sealed class EventPlan<TEvent>(string subject) : EventPlan(subject)
{
    private readonly List<(HandlerDefinition Definition, Func<IServiceProvider, HandlerInvoker<TEvent>> Create)> _handlers = [];
    private readonly List<(string Module, int Handlers, Func<IServiceProvider, EventDispatcher<TEvent>> Create)> _dispatchers = [];

    public override Type EventType => typeof(TEvent);

    public override int Index => EventType<TEvent>.Index;

    public EventSerializer<TEvent>? Serializer { get; set; }

    public OrderKeyHash<TEvent>? OrderKey { get; set; }

    public SubjectWriter<TEvent>? SubjectWriter { get; set; }

    public override IEnumerable<HandlerDefinition> Handlers => _handlers.Select(static handler => handler.Definition);

    public void Add(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TEvent>> create) => _handlers.Add((definition, create));

    public void Add(string module, int handlers, Func<IServiceProvider, EventDispatcher<TEvent>> create) =>
        _dispatchers.Add((module, handlers, create));

    public override EventForm CreateForm(IReadOnlyList<JsonSerializerContext> contexts)
    {
        var info = contexts.Select(static context => context.GetTypeInfo(typeof(TEvent))).OfType<JsonTypeInfo<TEvent>>().FirstOrDefault();
        return new EventForm($"{Subject}.v{Version}", info is null ? Serializer : new JsonEventSerializer<TEvent>(info));
    }

    public override Route Compose(
        EventBus bus, HandlerPlan handlers, RoutePlan transports, IReadOnlyList<BasePlan> bases, List<Subscription> subscriptions)
    {
        var source = new EventSubject<TEvent>(Subject, SubjectWriter);
        if (SubjectWriter is null && SubjectFilter.HasPlaceholders(Subject))
        {
            handlers.Add(
                $"Event '{TypeNames.Of(typeof(TEvent))}' has placeholders in its subject, '{Subject}', and its own module is not on this bus. "
                + "Give the bus that module too.");
        }

        var running = HandlerOrder.Sort(_handlers.Where(handler => handlers.Runs(handler.Definition)), static handler => handler.Definition)
            .Select(handler => (Profile: handlers.Profile(handler.Definition, source), handler.Create))
            .ToList();
        var dispatched = running.ConvertAll(handler => new DispatchedHandler(
                handler.Profile, route => CreateCall(route.Bus, handler.Profile, handler.Create), source.Narrow(handler.Profile.Filter), IsBase: false))
            .Concat(bases.Select(handler => handler.FindDispatched(source)).OfType<DispatchedHandler>())
            .Where(static handler => handler.Profile.Definition.Dispatch);
        var route = new Route<TEvent>(
            bus, source, OrderKey, Dispatcher(source, [.. HandlerOrder.Sort(dispatched, static handler => handler.Profile.Definition)]));
        route.Outlet = OpenOutlet(route, transports);
        var mine = running.ConvertAll(handler => new Subscription<TEvent>(route, handler.Profile, handler.Create));
        mine.ForEach(static subscription => subscription.Join());
        subscriptions.AddRange(mine);
        return route;
    }

    private Outlet<TEvent>? OpenOutlet(Route<TEvent> route, RoutePlan transports)
    {
        if (transports.FindHost(this) is not { } host)
        {
            return null;
        }

        if (route.Bus.Serializers.Find<TEvent>() is not { } serializer)
        {
            transports.AddMissingSerializer(typeof(TEvent), host);
            return null;
        }

        host.Subjects.Add(route.Source.Pattern(filter: null));
        return new Outlet<TEvent>(route, host, serializer, route.Bus.Serializers.TypeOf<TEvent>()!);
    }

    private static EventDelegate CreateCall(EventBus bus, HandlerProfile profile, Func<IServiceProvider, HandlerInvoker<TEvent>> create) =>
        ScopedDelivery.Wrap(profile, bus.Services, create(bus.Services).Handle);

    // A generated dispatcher calls all the handlers that its module has, and is right only where just these run, at every event.
    private DispatcherSource<TEvent> Dispatcher(EventSubject<TEvent> source, List<DispatchedHandler> dispatched)
    {
        var generated = _dispatchers.Find(dispatcher =>
            dispatcher.Handlers == dispatched.Count
            && dispatched.TrueForAll(handler =>
                !handler.IsBase && handler.Filter is null && handler.Profile.Definition.Assembly == dispatcher.Module));
        return new DispatcherSource<TEvent>(generated.Create, source, dispatched);
    }
}
