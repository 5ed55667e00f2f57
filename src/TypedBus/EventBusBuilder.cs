using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Runtime;

namespace TypedBus;

/// <summary>Sets a bus up: its settings, middleware, failure policy, and which handlers run.</summary>
/// <remarks>Used by one thread, before the bus is composed. The section <c>TypedBus</c> of the configuration goes before what is set here.</remarks>
public sealed class EventBusBuilder : MiddlewareBuilder
{
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
