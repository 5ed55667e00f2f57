using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedBus.Hosting;
using TypedBus.Observation;
using TypedBus.Routing;
using TypedBus.Runtime;
using TypedBus.Transports;

namespace TypedBus;

/// <summary>
/// Carries events from those who publish them to the handlers of this process. What is published is accepted and handled elsewhere;
/// what is dispatched is handled now, in the caller.
/// </summary>
/// <remarks>
/// <para>Safe for use by several threads. Several buses may live in one process, each with the handlers of its own modules.</para>
/// <para>
/// It is a sealed class on purpose: a generic method called through an interface costs several times what a whole dispatch does.
/// </para>
/// </remarks>
public sealed partial class EventBus : IAsyncDisposable, IDisposable
{
    // Replaced as a whole, under the lock, and never changed: whoever counts reads it once.
    private Subscription[] _subscriptions = [];
    private readonly HashSet<Type> _unheard = [];
    private readonly EventBusBuilder _setup;
    private readonly BusSettings _settings;
    private readonly TransportHost[] _transports;
    private Route?[] _routes;
    private long _unheardCount;

    /// <summary>Composes a bus: from now on its queues take events. They are handled when it has started.</summary>
    /// <exception cref="InvalidOperationException">Something in code, configuration or services is wrong; the message names all of it.</exception>
    internal EventBus(EventBusBuilder setup, IServiceProvider services)
    {
        _setup = setup;
        Services = services;
        Options = setup.Options;
        Probe = setup.Probe;
        Time = services.Time();
        Logger = services.LoggerFor<EventBus>();
        DeadLetters = new DeadLetterStore(this);
        Instruments = new Instruments(services.GetService<IMeterFactory>(), Depths);

        var composer = new RouteComposer();
        foreach (var module in setup.Modules)
        {
            composer.Add(module);
        }

        setup.Transports.ForEach(composer.AddTransport);
        _settings = BusSettings.Apply(
            services.GetService<IConfiguration>(), setup, [.. composer.Transports.Values.Select(static transport => transport.Section)]);
        var plan = new HandlerPlan(setup, _settings);
        Serializers = new EventSerializers(composer.Events, composer.FindUpcasts(plan), setup.JsonContexts);
        plan.CheckOptions();
        plan.CheckNames(composer.Handlers);
        var subscriptions = new List<Subscription>();
        var transports = new RoutePlan(this, setup, _settings, composer.Transports, plan);
        _routes = composer.Compose(this, plan, transports, subscriptions);
        _transports = [.. transports.Hosts];
        Transports = _transports.ToDictionary(static host => host.Name, static host => host.Transport, StringComparer.OrdinalIgnoreCase);
        _subscriptions = [.. subscriptions];
        ServiceCheck.Run(setup, services, subscriptions, plan);
        if (plan.Problems.Count != 0)
        {
            Instruments.DisposeAfter(Task.CompletedTask);
            throw new InvalidOperationException(
                $"The bus cannot start:{Environment.NewLine}- " + string.Join($"{Environment.NewLine}- ", plan.Problems));
        }

        subscriptions.ForEach(subscription => Subscriptions.Add(new EventSubscription(subscription, isHandler: true)));
    }

    /// <summary>Gets a task that ends well when the bus runs: handlers are made, and events are being handled.</summary>
    public Task Running => _running.Task;

    /// <summary>Gets the deliveries that could not be handled.</summary>
    public DeadLetterStore DeadLetters { get; }

    /// <summary>Gets what turns events into bytes and back.</summary>
    public EventSerializers Serializers { get; }

    /// <summary>Gets how many events were published or dispatched that nobody handles here.</summary>
    public long UnheardCount => Interlocked.Read(ref _unheardCount);

    /// <summary>Gets the transports that events of this bus travel by, by their names.</summary>
    public IReadOnlyDictionary<string, ITransport> Transports { get; }

    internal IServiceProvider Services { get; }

    internal EventBusOptions Options { get; }

    internal TimeProvider Time { get; }

    internal ILogger Logger { get; }

    /// <summary>Publishes an event: it is accepted, and handled elsewhere. Each subscription settles alone.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">
    /// Cancels the wait for room in full queues. Some subscriptions may have the event then: the exception names them.
    /// </param>
    /// <returns>A task that ends when every subscription has the event in its queue.</returns>
    /// <exception cref="PublishCanceledException">The wait was cancelled.</exception>
    /// <exception cref="PublishRefusedException">The bus has stopped.</exception>
    /// <exception cref="QueueFullException">A queue is full whose full mode is <see cref="FullMode.Fail"/>.</exception>
    public ValueTask PublishAsync<TEvent>(in TEvent @event, CancellationToken cancellationToken = default) =>
        PublishAsync(in @event, options: null, cancellationToken);

    /// <summary>Publishes an event with what travels beside it: it is accepted, and handled elsewhere.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="options">What travels beside it.</param>
    /// <param name="cancellationToken">
    /// Cancels the wait for room in full queues. Some subscriptions may have the event then: the exception names them.
    /// </param>
    /// <returns>A task that ends when every subscription has the event in its queue.</returns>
    /// <exception cref="PublishCanceledException">The wait was cancelled.</exception>
    /// <exception cref="PublishRefusedException">The bus has stopped.</exception>
    /// <exception cref="QueueFullException">A queue is full whose full mode is <see cref="FullMode.Fail"/>.</exception>
    public ValueTask PublishAsync<TEvent>(in TEvent @event, PublishOptions? options, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (Probe is { } probe)
        {
            return PublishProbed(probe, in @event, options, cancellationToken);
        }

        if (!TryLook<TEvent>(out var route))
        {
            return PublishUnheard<TEvent>();
        }

        Delivery<TEvent> delivery;
        delivery.Event = @event;
        delivery.Header = DeliveryHeader.Begin(options);
        return route.Observer.IsWatched
            ? route.Observer.PublishAsync(route, in delivery, cancellationToken)
            : route.PublishAsync(in delivery, cancellationToken);
    }

    /// <summary>
    /// Calls the event's handlers, now, in the caller, one after the other: no queue, no middleware, no retry. All of them run; what they
    /// return is published when all have ended.
    /// </summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">What is passed to the handlers.</param>
    /// <returns>
    /// A task that ends when all handlers have ended. One failure comes back as it is, several as one <see cref="AggregateException"/> in
    /// the order of the handlers.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ValueTask DispatchAsync<TEvent>(in TEvent @event, CancellationToken cancellationToken = default)
    {
        var dispatcher = EventDispatcher<TEvent>.First;
        return dispatcher is not null && ReferenceEquals(dispatcher.Owner, this)
            ? dispatcher.DispatchAsync(in @event, cancellationToken)
            : LookAndDispatchAsync(in @event, cancellationToken);
    }

    internal ValueTask PublishCascadeAsync<TEvent>(in TEvent @event, in DeliveryHeader header) =>
        Probe is { } probe ? PublishCascadeProbed(probe, in @event, in header) : PublishCascadeCore(in @event, in header);

    private ValueTask PublishCascadeCore<TEvent>(in TEvent @event, in DeliveryHeader header)
    {
        if (!TryLook<TEvent>(out var route))
        {
            // A bus that is disposed of has let go of its routes: that is no reason to call an event unheard.
            if (_disposed)
            {
                throw new PublishRefusedException(PublishMessages.Refused(TypeNames.Of(typeof(TEvent))));
            }

            CountUnheard(typeof(TEvent));
            return default;
        }

        Delivery<TEvent> delivery;
        delivery.Event = @event;
        delivery.Header = header;
        return route.Observer.IsWatched
            ? route.Observer.PublishCascadeAsync(route, in delivery)
            : route.PublishCascadeAsync(in delivery);
    }

    internal void CountUnheard(Type type)
    {
        Interlocked.Increment(ref _unheardCount);
        Instruments.CountUnheard(type);

        // Held while the set is looked at and changed: each type is logged once.
        lock (_unheard)
        {
            if (!_unheard.Add(type))
            {
                return;
            }
        }

        Log.Unheard(Logger, TypeNames.Of(type));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryLook<TEvent>([NotNullWhen(true)] out Route<TEvent>? route)
    {
        var routes = _routes;
        var index = EventType<TEvent>.Index;
        if ((uint)index < (uint)routes.Length)
        {
            // A type's number is its own for the life of the process, so what stands there is its route and nothing else.
            route = Unsafe.As<Route<TEvent>?>(routes[index]);
            return route is not null;
        }

        route = null;
        return false;
    }

    private ValueTask LookAndDispatchAsync<TEvent>(in TEvent @event, CancellationToken cancellationToken) =>
        TryLook<TEvent>(out var route) ? route.Dispatcher.DispatchAsync(in @event, cancellationToken) : DispatchUnheard<TEvent>();

    internal ValueTask PublishUnheard<TEvent>()
    {
        if (_stopping is not null)
        {
            return ValueTask.FromException(new PublishRefusedException(PublishMessages.Refused(TypeNames.Of(typeof(TEvent)))));
        }

        CountUnheard(typeof(TEvent));
        return default;
    }

    private ValueTask DispatchUnheard<TEvent>()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        CountUnheard(typeof(TEvent));
        return default;
    }
}
