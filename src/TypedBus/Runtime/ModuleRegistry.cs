namespace TypedBus.Runtime;

/// <summary>Collects what modules describe. Only generated modules call it.</summary>
/// <remarks>A registry is used by one thread, while a bus is composed.</remarks>
public abstract class ModuleRegistry
{
    // Only the bus collects: the constructor is not for others.
    private protected ModuleRegistry()
    {
    }

    /// <summary>Adds an event.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="subject">The event's subject, placeholders included.</param>
    public abstract void AddEvent<TEvent>(string subject);

    /// <summary>Adds the order key of an event that was added.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="hash">Gives the hash of the key: generated, so that nothing is boxed.</param>
    public abstract void AddOrderKey<TEvent>(OrderKeyHash<TEvent> hash);

    /// <summary>Adds what writes the subject of an event that was added, where the subject has placeholders.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="write">Writes the subject of one event.</param>
    public abstract void AddSubject<TEvent>(SubjectWriter<TEvent> write);

    /// <summary>Adds a class that has handlers which are not static.</summary>
    /// <typeparam name="THandlers">The type of the class.</typeparam>
    /// <param name="lifetime">How long one instance serves.</param>
    /// <param name="create">Makes an instance out of services. It is not used where the application registers the class itself.</param>
    /// <param name="services">The types of the services that <paramref name="create"/> asks for.</param>
    public abstract void AddHandlerClass<THandlers>(HandlerLifetime lifetime, Func<IServiceProvider, THandlers> create, params Type[] services)
        where THandlers : class;

    /// <summary>Adds a handler.</summary>
    /// <typeparam name="TEvent">The type of the event that it takes.</typeparam>
    /// <param name="definition">What is known of the handler at compile time.</param>
    /// <param name="create">Makes what calls the handler. Called once for a bus, when it starts.</param>
    public abstract void AddHandler<TEvent>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TEvent>> create);

    /// <summary>Adds a handler that takes batches.</summary>
    /// <typeparam name="TEvent">The type of the events that it takes.</typeparam>
    /// <param name="definition">What is known of the handler at compile time.</param>
    /// <param name="create">Makes what calls the handler. Called once for a bus, when it starts.</param>
    public abstract void AddBatchHandler<TEvent>(
        HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<IReadOnlyList<TEvent>>> create);

    /// <summary>Adds a handler that takes every event of a base type: an interface, an abstract class, or <see cref="object"/>.</summary>
    /// <typeparam name="TBase">The base type. It is no event itself.</typeparam>
    /// <param name="definition">What is known of the handler at compile time.</param>
    /// <param name="create">Makes what calls the handler. Called once for a bus, when it starts.</param>
    public abstract void AddBaseHandler<TBase>(HandlerDefinition definition, Func<IServiceProvider, HandlerInvoker<TBase>> create)
        where TBase : class;

    /// <summary>
    /// Adds the generated dispatcher of an event. It is used where the bus runs all the handlers that it calls and no others of the event.
    /// </summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="handlers">How many handlers the dispatcher calls.</param>
    /// <param name="create">Makes the dispatcher. Called at most once for a bus.</param>
    public abstract void AddDispatcher<TEvent>(int handlers, Func<IServiceProvider, EventDispatcher<TEvent>> create);
}
