using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TypedBus.Conformance;

/// <summary>
/// One application of a test, as a process would be: a bus of its own with its subscriptions. Where a carrier does not connect several buses,
/// the peers of a test share one: each has subscriptions of its own on it, and closing it ends these alone.
/// </summary>
public sealed class Peer
{
    private readonly Stage _stage;
    private readonly StageHost _host;
    private readonly List<EventSubscription> _subscriptions = [];
    private readonly List<Action<Peer>> _again = [];

    internal Peer(Stage stage, StageHost host)
    {
        _stage = stage;
        _host = host;
    }

    internal Stage Stage => _stage;

    /// <summary>Gets the bus.</summary>
    public EventBus Bus => _host.Bus;

    /// <summary>Subscribes to the events of the test.</summary>
    /// <typeparam name="TEvent">The type of the event.</typeparam>
    /// <param name="inbox">Writes down what comes.</param>
    /// <param name="handle">Called with each delivery. The default does nothing.</param>
    /// <param name="configure">Changes the subscription.</param>
    /// <returns>The subscription.</returns>
    public EventSubscription Subscribe<TEvent>(
        Inbox inbox, Func<EventContext<TEvent>, ValueTask>? handle = null, Action<SubscriptionOptions>? configure = null)
        where TEvent : IConformanceEvent
    {
        ArgumentNullException.ThrowIfNull(inbox);
        var subscription = Subscribe(inbox, inbox.NextName(), handle, configure);
        _again.Add(other => other.Subscribe(inbox, subscription.Name, handle, configure));
        return subscription;
    }

    /// <summary>Publishes an event.</summary>
    public Task PublishAsync<TEvent>(TEvent @event, PublishOptions? options = null) =>
        _stage.WithinAsync(Bus.PublishAsync(in @event, options).AsTask(), () => $"publishing {@event}");

    /// <summary>Publishes a row of events, numbered from 0, one after the other, or by several publishers at a time.</summary>
    public Task PublishAsync<TEvent>(int count, Func<int, TEvent> make, int publishers = 1) =>
        Task.WhenAll(Enumerable.Range(0, publishers).Select(publisher => Task.Run(async () =>
        {
            for (var number = publisher; number < count; number += publishers)
            {
                await PublishAsync(make(number)).ConfigureAwait(false);
            }
        })));

    /// <summary>Starts the bus, where it has not started.</summary>
    public Task StartAsync() => _stage.WithinAsync(_host.StartAsync(), static () => "the start of a bus");

    /// <summary>Ends the subscriptions and the bus: what was accepted is handled before.</summary>
    public Task CloseAsync() => CloseAsync(CancellationToken.None);

    /// <summary>Ends the subscriptions and the bus at once: tokens are cancelled, and what is not settled goes back.</summary>
    public Task CutAsync() => CloseAsync(new CancellationToken(canceled: true));

    /// <summary>Stops the bus, also where peers share it.</summary>
    public Task StopBusAsync() => _stage.WithinAsync(_stage.Carrier.StopAsync(Bus, CancellationToken.None), static () => "the stop of a bus");

    // The same subscriptions on another bus, which are never to handle anything.
    internal void SubscribeAgain(Peer other) => _again.ForEach(again => again(other));

    private EventSubscription Subscribe<TEvent>(
        Inbox inbox, string name, Func<EventContext<TEvent>, ValueTask>? handle, Action<SubscriptionOptions>? configure)
        where TEvent : IConformanceEvent
    {
        var subscription = Bus.Subscribe<TEvent>(name, context => inbox.HandleAsync(context, handle), options =>
        {
            options.Subject = TEvent.FilterOf(_stage.Run);
            options.Group = inbox.IsGroup ? $"{_stage.Run}-{inbox.Name}" : null;
            if (!_stage.Can(CarrierFeatures.SeveralBuses))
            {
                // Where the publisher waits itself for room, tests that publish before they start would wait for ever.
                options.Capacity = Stage.Plenty;
            }

            configure?.Invoke(options);
        });
        _subscriptions.Add(subscription);
        return subscription;
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        var closing = _stage.Can(CarrierFeatures.SeveralBuses)
            ? _stage.Carrier.StopAsync(Bus, cancellationToken)
            : Task.WhenAll(_subscriptions.Select(subscription => subscription.StopAsync(cancellationToken)));
        await _stage.WithinAsync(closing, static () => "the end of a bus").ConfigureAwait(false);
        Expect.That(
            _subscriptions.TrueForAll(static subscription => subscription.Stopped.IsCompleted), "A subscription has not stopped, and its bus has");
    }
}

/// <summary>An application with a bus.</summary>
internal sealed class StageHost(IHost host)
{
    // Guards the start, which happens once.
    private readonly Lock _lock = new();
    private Task? _starting;

    public EventBus Bus { get; } = host.Services.GetRequiredService<EventBus>();

    public Task StartAsync()
    {
        lock (_lock)
        {
            return _starting ??= StartCoreAsync();
        }
    }

    public async Task EndAsync()
    {
        await Bus.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await ((IAsyncDisposable)host).DisposeAsync().ConfigureAwait(false);
    }

    private async Task StartCoreAsync()
    {
        await host.StartAsync().ConfigureAwait(false);
        await Bus.Running.ConfigureAwait(false);
    }
}
