using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TypedBus.Conformance;

/// <summary>What one test plays on: its token, its peers, its inboxes. Everything is ended with it.</summary>
public sealed class Stage : IAsyncDisposable
{
    /// <summary>The capacity of queues that never fill.</summary>
    internal const int Plenty = 20_000;

    // What is still stuck when a test has failed is left behind.
    private static readonly TimeSpan _endTime = TimeSpan.FromSeconds(10);

    private static int _runs;

    // Guards itself: peers may be opened by several at a time.
    private readonly List<StageHost> _hosts = [];

    internal Stage(Carrier carrier)
    {
        Carrier = carrier;
        Run = $"run{Environment.ProcessId}x{Interlocked.Increment(ref _runs)}x{Random.Shared.Next(1_000_000)}";
    }

    /// <summary>Gets what carries the events.</summary>
    public Carrier Carrier { get; }

    /// <summary>Gets the token in the subjects of the test.</summary>
    public string Run { get; }

    internal StageLog Log { get; } = new();

    /// <summary>Tells whether the carrier can do all of this.</summary>
    public bool Can(CarrierFeatures features) => Carrier.Can(features);

    /// <summary>Chooses a size for the full run or the short one.</summary>
    public int Size(int full, int brief) => Carrier.IsLong ? full : brief;

    /// <summary>Makes what writes down the deliveries of a subscription.</summary>
    public Inbox Inbox(string name) => new(this, name, isGroup: false);

    /// <summary>Makes what writes down the deliveries of all members of a group.</summary>
    public Inbox GroupInbox(string name) => new(this, name, isGroup: true);

    /// <summary>Makes an event.</summary>
    public Numbered Numbered(int number) => Numbered(number, "main");

    /// <summary>Makes an event of a topic. Its kind is its number.</summary>
    public Numbered Numbered(int number, string topic) => new(Run, topic, number, number, $"{number}", default);

    /// <summary>Makes an event without a key.</summary>
    public Plain Plain(int number) => new(Run, number);

    /// <summary>Makes an application, which has not started.</summary>
    /// <param name="configure">Sets its bus up further. Where peers share one, only the first can.</param>
    /// <returns>The application.</returns>
    public Peer Open(Action<EventBusBuilder>? configure = null)
    {
        lock (_hosts)
        {
            if (_hosts.Count == 0 || Can(CarrierFeatures.SeveralBuses))
            {
                _hosts.Add(new StageHost(Build(configure)));
            }

            return new Peer(this, _hosts[^1]);
        }
    }

    /// <summary>Makes an application that publishes: a started one, or where peers share a bus, that bus as it is.</summary>
    public async Task<Peer> OpenPublisherAsync(Action<EventBusBuilder>? configure = null)
    {
        var publisher = Open(configure);
        if (Can(CarrierFeatures.SeveralBuses))
        {
            await publisher.StartAsync().ConfigureAwait(false);
        }

        return publisher;
    }

    /// <summary>
    /// Sees to it that nothing is lost to the subscriptions of these peers from now on. Where the carrier keeps events for who is not there,
    /// they do not start yet, and it gets to know of them; else they start.
    /// </summary>
    public async Task DeclareAsync(params Peer[] peers)
    {
        foreach (var peer in peers)
        {
            if (!Can(CarrierFeatures.KeepsBeforeStart))
            {
                await peer.StartAsync().ConfigureAwait(false);
            }
            else if (Can(CarrierFeatures.SeveralBuses))
            {
                var other = Open();
                peer.SubscribeAgain(other);
                await other.StartAsync().ConfigureAwait(false);
                await other.CloseAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits for what must end, as long as the carrier has patience.</summary>
    public async Task WithinAsync(Task task, Func<string> tell)
    {
        try
        {
            await task.WaitAsync(Carrier.Patience).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new ConformanceException($"Not within {Carrier.Patience.TotalSeconds} s: {tell()}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        StageHost[] hosts;
        lock (_hosts)
        {
            hosts = [.. _hosts];
        }

        await Task.WhenAll(hosts.Select(static host => Task.Run(host.EndAsync)))
            .WaitAsync(Carrier.Patience < _endTime ? Carrier.Patience : _endTime)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private IHost Build(Action<EventBusBuilder>? configure)
    {
        var application = Host.CreateEmptyApplicationBuilder(settings: null);
        application.Logging.AddProvider(Log);
        application.Services.AddTypedBus([.. EventModules.All, .. Carrier.Modules], bus =>
        {
            // Failures come thick and fast here, and are no reason to give up.
            bus.Retry(static retry => (retry.Attempts, retry.Delay, retry.Factor, retry.Jitter) = (1_000, TimeSpan.FromMilliseconds(1), 1, 0));
            Carrier.Configure(application, bus);
            configure?.Invoke(bus);
        });
        return application.Build();
    }
}
