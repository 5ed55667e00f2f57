using TypedBus.Hosting;
using TypedBus.Routing;

namespace TypedBus.Runtime;

/// <summary>Collects what modules describe. Only generated modules call it.</summary>
/// <remarks>
/// A registry is used by one thread, while a bus is composed. Its methods are not virtual: each generic virtual method costs an
/// ahead-of-time compiler a look at every type of the program, for each event.
/// </remarks>
public sealed class ModuleRegistry
{
    // One of them is there: classes are added to the services before these are built, the rest is collected when a bus is composed.
    private readonly RouteComposer? _routes;
    private readonly HandlerClassRegistration? _classes;

    internal ModuleRegistry(RouteComposer routes) => _routes = routes;

    internal ModuleRegistry(HandlerClassRegistration classes) => _classes = classes;

    /// <summary>Adds an event.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="subject">The event's subject, placeholders included.</param>
    public void AddEvent<TEvent>(string subject) => _routes?.AddEvent<TEvent>(subject);

    /// <summary>Adds an event of another version than the first.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="subject">The event's subject, placeholders included.</param>
    /// <param name="version">The version of what the event is as bytes.</param>
    public void AddEvent<TEvent>(string subject, int version) => _routes?.AddEvent<TEvent>(subject, version);

    /// <summary>Adds what writes and reads an event that was added. Without it, the event cannot leave the process by a route of bytes.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="serializer">The serializer.</param>
    public void AddSerializer<TEvent>(EventSerializer<TEvent> serializer) => _routes?.AddSerializer(serializer);

    /// <summary>Adds what makes an event out of one of the version before.</summary>
    /// <typeparam name="TOld">The type of the older event.</typeparam>
    /// <typeparam name="TEvent">The type of the newer event.</typeparam>
    /// <param name="upcast">Makes the newer event.</param>
    public void AddUpcast<TOld, TEvent>(Func<TOld, TEvent> upcast) => _routes?.AddUpcast(upcast);

    /// <summary>Adds the order key of an event that was added.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="hash">Gives the hash of the key: generated, so that nothing is boxed.</param>
    public void AddOrderKey<TEvent>(OrderKeyHash<TEvent> hash) => _routes?.AddOrderKey(hash);

    /// <summary>Adds what writes the subject of an event that was added, where the subject has placeholders.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="write">Writes the subject of one event.</param>
    public void AddSubject<TEvent>(SubjectWriter<TEvent> write) => _routes?.AddSubject(write);

    /// <summary>Says by which transport an event travels that was added, as its attribute has it.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="transport">The name of the transport.</param>
    public void AddRoute<TEvent>(string transport) => _routes?.AddRoute<TEvent>(transport);

    /// <summary>Announces a transport, by which events may travel.</summary>
    /// <param name="name">The name by which code and configuration name it, without regard to case.</param>
    /// <param name="section">The name of its section in the configuration, below that of the bus.</param>
    /// <param name="create">Makes it. Called at most once for a bus: where an event travels by it.</param>
    public void AddTransport(string name, string section, Func<IServiceProvider, ITransport> create) =>
        _routes?.AddTransport(new TransportDefinition(name, section, create));

    /// <summary>Adds a class that has handlers which are not static.</summary>
    /// <typeparam name="THandlers">The type of the class.</typeparam>
    /// <param name="lifetime">How long one instance serves.</param>
    /// <param name="create">Makes an instance out of services. It is not used where the application registers the class itself.</param>
    /// <param name="services">The types of the services that <paramref name="create"/> asks for.</param>
    public void AddHandlerClass<THandlers>(HandlerLifetime lifetime, Func<IServiceProvider, THandlers> create, params Type[] services)
        where THandlers : class => _classes?.Add(lifetime, create, services);

    /// <summary>Adds a handler.</summary>
    /// <typeparam name="TEvent">The type of the event that it takes.</typeparam>
    /// <param name="definition">What is known of the handler at compile time.</param>
    /// <param name="create">Makes what calls the handler. Called once for a bus, when it starts.</param>
    public void AddHandler<TEvent>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TEvent>> create) =>
        _routes?.AddHandler(definition, create);

    /// <summary>Adds a handler that takes batches.</summary>
    /// <typeparam name="TEvent">The type of the events that it takes.</typeparam>
    /// <param name="definition">What is known of the handler at compile time.</param>
    /// <param name="create">Makes what calls the handler. Called once for a bus, when it starts.</param>
    public void AddBatchHandler<TEvent>(
        HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<IReadOnlyList<TEvent>>> create) =>
        _routes?.AddBatchHandler(definition, create);

    /// <summary>Adds a handler that takes every event of a base type: an interface, an abstract class, or <see cref="object"/>.</summary>
    /// <typeparam name="TBase">The base type. It is no event itself.</typeparam>
    /// <param name="definition">What is known of the handler at compile time.</param>
    /// <param name="create">Makes what calls the handler. Called once for a bus, when it starts.</param>
    public void AddBaseHandler<TBase>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TBase>> create)
        where TBase : class => _routes?.AddBaseHandler(definition, create);

    /// <summary>
    /// Adds the generated dispatcher of an event. It is used where the bus runs all the handlers that it calls and no others of the event.
    /// </summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="handlers">How many handlers the dispatcher calls.</param>
    /// <param name="create">Makes the dispatcher. Called at most once for a bus.</param>
    public void AddDispatcher<TEvent>(int handlers, Func<IServiceProvider, EventDispatcher<TEvent>> create) =>
        _routes?.AddDispatcher(handlers, create);
}
