using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Hosting;
using TypedBus.Routing;
using TypedBus.Runtime;

namespace TypedBus;

/// <content>Starting and stopping.</content>
public sealed partial class EventBus
{
    // What handlers get after their tokens were cancelled, to end before the bus calls them stuck.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1);

    // Guards _started and _stopping, each of which happens once, and the changes of _subscriptions and of what the routes lead to.
    private readonly Lock _lifetime = new();
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MiddlewareChain? _middleware;
    private bool _started;
    private Task? _stopping;
    private ServiceProvider? _owned;
    private bool _disposed;

    /// <summary>Starts a bus without a host: for consoles, tests and benchmarks. Disposing of it stops it.</summary>
    /// <param name="modules">The generated modules, as <c>EventModules.All</c>.</param>
    /// <param name="configure">Sets the bus up, and adds the services that handlers need. The default changes nothing.</param>
    /// <returns>The running bus.</returns>
    /// <exception cref="InvalidOperationException">Something in code or services is wrong; the message names all of it.</exception>
    public static EventBus Start(IEnumerable<EventModule> modules, Action<EventBusBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddBus(modules, configure);
        services.AddStandardErrorLogging();
        var provider = services.BuildServiceProvider(validateScopes: true);
        var bus = provider.GetRequiredService<EventBus>();
        bus._owned = provider;
        bus.Start();
        return bus;
    }

    /// <summary>Makes the handlers and starts the workers. A second call does nothing.</summary>
    internal void Start()
    {
        lock (_lifetime)
        {
            if (_started || _stopping is not null)
            {
                return;
            }

            _middleware = new MiddlewareChain(Services, _setup.Middleware);
            foreach (var subscription in _subscriptions)
            {
                subscription.Prepare(Services, _middleware);
            }

            foreach (var subscription in _subscriptions.Where(static subscription => !subscription.IsPastStopLimit))
            {
                subscription.Start();
            }

            _started = true;
        }

        Log.Started(Logger, _subscriptions.Length, Table());
        _running.SetResult();
    }

    /// <summary>
    /// Stops the bus: publishers are refused; what is queued, in hand, and all that it publishes is handled; after
    /// <see cref="EventBusOptions.StopTimeout"/> tokens are cancelled and what then remains is dropped, with an error in the log and a
    /// count for each subscription. A second call waits for the first.
    /// </summary>
    /// <param name="cancellationToken">Cuts the time limit short.</param>
    /// <returns>A task that ends when the bus has stopped.</returns>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        lock (_lifetime)
        {
            return _stopping ??= Task.Run(() => StopCoreAsync(cancellationToken), CancellationToken.None);
        }
    }

    /// <summary>Stops the bus as <see cref="StopAsync"/> does.</summary>
    /// <returns>A task that ends when the bus has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        Close();
        if (_owned is { } provider)
        {
            await provider.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Stops the bus at once: what is queued is dropped, with an error in the log. Prefer <see cref="DisposeAsync"/>, which handles it.
    /// </summary>
    public void Dispose()
    {
        _ = StopAsync(new CancellationToken(canceled: true));
        Close();
        _owned?.Dispose();
    }

    /// <summary>Tells whoever waits for the bus to come to rest that a worker has nothing left to do.</summary>
    internal void NoteIdle()
    {
        // There was a full fence since the worker settled its last delivery: either it sees the flag here, or the one who waits, who sets the
        // flag before it counts, sees all that was settled.
        WakeRestWatchers();
    }

    private void Close()
    {
        _disposed = true;
        foreach (var route in _routes)
        {
            route?.Close();
        }

        _routes = [];
        Instruments.DisposeAfter(_stopping!);
    }

    private async Task StopCoreAsync(CancellationToken cancellationToken)
    {
        Log.Stopping(Logger, Options.StopTimeout);
        var subscriptions = Close(static subscription =>
        {
            // Nothing accepted waits for somebody to remember that it is paused.
            subscription.Resume();
            subscription.CloseToPublishers();
        });
        var atRest = _started ? await DrainAsync(cancellationToken).ConfigureAwait(false) : IsAtRest();
        if (!atRest)
        {
            Close(static subscription => subscription.PassStopLimit());
            await Task.WhenAll(subscriptions.Select(static subscription => subscription.CancelHandlersAsync())).ConfigureAwait(false);
        }

        Array.ForEach(subscriptions, static subscription => subscription.Complete());
        await AwaitWorkersAsync(subscriptions, atRest).ConfigureAwait(false);
        foreach (var subscription in subscriptions)
        {
            await EndAsync(subscription, handsOver: false).ConfigureAwait(false);
        }

        _running.TrySetCanceled(CancellationToken.None);
        Log.Stopped(Logger);
    }

    // None comes any more when the bus is stopping, so these are all that there are to the end.
    private Subscription[] Close(Action<Subscription> step)
    {
        lock (_lifetime)
        {
            Array.ForEach(_subscriptions, step);
            return _subscriptions;
        }
    }

    private async Task<bool> DrainAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Options.StopTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await WhenAtRestAsync(moveOn: null, either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return IsAtRest();
        }
    }

    // What is settled is read before what is due, and neither ever falls unseen: if the sums are equal, there was a moment between the two
    // readings at which nothing was queued or in hand. Where a subscription came or went meanwhile, it is counted again: what a handler
    // adds and publishes to must not be overlooked.
    private bool IsAtRest()
    {
        while (true)
        {
            var subscriptions = Volatile.Read(ref _subscriptions);
            var settled = subscriptions.Sum(static subscription => subscription.Settled);
            var waiting = Array.Exists(subscriptions, static subscription => subscription.HasWaitingPublishers);
            var due = subscriptions.Sum(static subscription => subscription.Due);
            if (Volatile.Read(ref _subscriptions) == subscriptions)
            {
                return !waiting && settled == due;
            }
        }
    }

    private async Task AwaitWorkersAsync(Subscription[] subscriptions, bool atRest)
    {
        var workers = Task.WhenAll(subscriptions.Select(static subscription => subscription.Completion));
        if (atRest)
        {
            await workers.ConfigureAwait(false);
            return;
        }

        try
        {
            await workers.WaitAsync(_grace, Time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            foreach (var subscription in subscriptions.Where(static subscription => !subscription.Completion.IsCompleted))
            {
                Log.Stuck(Logger, subscription.Profile.Name);
            }
        }
    }

    private string Table()
    {
        var table = new StringBuilder();
        foreach (var profile in _subscriptions.Select(static subscription => subscription.Profile))
        {
            table.AppendLine().Append("  ").Append(Line(profile));
        }

        return table.ToString();
    }

    private static string Line(HandlerProfile profile) =>
        $"{profile.Definition.Subject,-24} -> {profile.Name} (group {profile.Definition.Group ?? "its own"}, concurrency {profile.Concurrency}, "
        + $"capacity {profile.Capacity}, attempts {profile.Retry.Attempts})";
}
