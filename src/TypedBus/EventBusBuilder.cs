using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Runtime;

namespace TypedBus;

/// <summary>Sets a bus up: its settings, middleware, failure policy, and which handlers run.</summary>
/// <remarks>Used by one thread, before the bus is composed. The section <c>TypedBus</c> of the configuration goes before what is set here.</remarks>
public sealed class EventBusBuilder : MiddlewareBuilder
{
    /// <summary>What stands for no transport: the event stays in the process.</summary>
    public const string InProcess = "process";

    private RetryPolicy? _policy;

    internal EventBusBuilder(IServiceCollection services, IEnumerable<EventModule> modules)
    {
        Services = services;
        Modules = [.. modules.Distinct()];
    }

    /// <summary>Gets the services that handlers and middleware are made from.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Gets the settings of the bus.</summary>
    public EventBusOptions Options { get; } = new();

    /// <summary>Gets the choice of the handlers that run on this bus. Without a choice, all do.</summary>
    public HandlerSelection Handlers { get; } = new();

    internal IReadOnlyList<EventModule> Modules { get; }

    internal List<MiddlewareRegistration> Middleware { get; } = [];

    internal List<HandlerSetup> HandlerSetups { get; } = [];

    /// <summary>Gets or sets who watches the bus: the test kit, or nobody.</summary>
    internal BusProbe? Probe { get; set; }

    internal List<HandlerPattern> ExpectedSubscriptions { get; } = [];

    internal RetryOptions RetryOptions { get; } = new();

    internal List<RouteSetup> Routes { get; } = [];

    internal List<TransportDefinition> Transports { get; } = [];

    internal List<JsonSerializerContext> JsonContexts { get; } = [];

    /// <summary>Gets the classes of handlers that the bus makes itself, by full name, with the services that they take.</summary>
    internal Dictionary<string, Type[]> HandlerClasses { get; } = [];

    /// <summary>
    /// Has events travel as JSON, those that a generated context knows: whichever types it names by <c>[JsonSerializable]</c>. It goes before the
    /// serializers that are generated. Of several contexts that know an event, the first is taken.
    /// </summary>
    /// <param name="context">The context, such as <c>ShopJson.Default</c>.</param>
    /// <returns>This builder.</returns>
    public EventBusBuilder UseJson(JsonSerializerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        JsonContexts.Add(context);
        return this;
    }

    /// <summary>
    /// Has all events travel by a transport, but for those of which something else is said: by their attribute, by a pattern, or by their type.
    /// </summary>
    /// <param name="transport">
    /// The name of the transport, such as <c>nats</c>, without regard to case, or <see cref="InProcess"/>. One that no package announces is an error
    /// at start.
    /// </param>
    /// <returns>This builder.</returns>
    public EventBusBuilder UseTransport(string transport)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(transport);
        Routes.Add(new RouteSetup(transport));
        return this;
    }

    /// <summary>Has the events of some subjects travel by a transport. Of several patterns that fit an event, the last is taken.</summary>
    /// <param name="transport">The name of the transport, or <see cref="InProcess"/>.</param>
    /// <param name="subjects">The subjects, with <c>*</c> for any one token and <c>&gt;</c> at the end for all that follow.</param>
    /// <returns>This builder.</returns>
    public EventBusBuilder UseTransport(string transport, string subjects)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(transport);
        ArgumentException.ThrowIfNullOrWhiteSpace(subjects);
        Routes.Add(new RouteSetup(transport, subjects));
        return this;
    }

    /// <summary>Has one event travel by a transport.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="transport">The name of the transport, or <see cref="InProcess"/>.</param>
    /// <returns>This builder.</returns>
    public EventBusBuilder UseTransport<TEvent>(string transport)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(transport);
        Routes.Add(new RouteSetup(transport, Event: typeof(TEvent)));
        return this;
    }

    /// <summary>Adds a transport that no package announces: one of the application's own.</summary>
    /// <param name="name">Its name, by which routes name it. It goes before one of the same name that a package announces.</param>
    /// <param name="create">Makes it. It is called once for a bus, where an event travels by it.</param>
    /// <returns>This builder.</returns>
    public EventBusBuilder AddTransport(string name, Func<IServiceProvider, ITransport> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        Transports.Add(new TransportDefinition(name, name, create));
        return this;
    }

    /// <summary>Sets the failure policy of all handlers.</summary>
    /// <param name="configure">Changes the policy.</param>
    /// <returns>This builder.</returns>
    public EventBusBuilder Retry(Action<RetryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(RetryOptions);
        return this;
    }

    /// <summary>Sets up one handler, or several.</summary>
    /// <param name="handlers">The handler's name; <c>*</c> stands for any characters. One that matches none is an error at start.</param>
    /// <returns>What sets these handlers up.</returns>
    public HandlerBuilder Handler(string handlers)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(handlers);
        return new HandlerBuilder(this, new HandlerPattern(handlers));
    }

    /// <summary>Sets up all the handlers of a class that have default names.</summary>
    /// <typeparam name="THandlers">The class.</typeparam>
    /// <returns>What sets these handlers up.</returns>
    public HandlerBuilder Handler<THandlers>() => Handler(TypeNames.Of(typeof(THandlers)) + ".*");

    /// <summary>
    /// Announces subscriptions that are added while the bus runs, so that code and configuration may name them as they do handlers. A name that
    /// is neither a handler's nor announced is an error at start.
    /// </summary>
    /// <param name="names">Names of subscriptions; <c>*</c> stands for any characters. Several calls add up.</param>
    /// <returns>This builder.</returns>
    public EventBusBuilder ExpectSubscriptions(params string[] names)
    {
        ExpectedSubscriptions.AddRange(names.Select(static text => new HandlerPattern(text)));
        return this;
    }

    /// <summary>Gives the failure policy of these options: most handlers have the same one, and share it.</summary>
    internal RetryPolicy PolicyOf(RetryOptions options)
    {
        // Races make equal ones: harmless.
        var policy = _policy;
        return policy is not null && policy.Follows(options) ? policy : _policy = new RetryPolicy(options);
    }

    internal override void Add(Func<IServiceProvider, EventDelegate, EventDelegate> middleware) =>
        Middleware.Add(new MiddlewareRegistration(HandlerPattern.All, middleware));
}
