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
    private readonly CancellationTokenSource _haste = new();
    private MiddlewareChain? _middleware;
    private bool _started;
    private Task? _stopping;
    private ServiceProvider? _owned;
    private volatile bool _disposed;

    internal bool IsDisposed => _disposed;

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

            // Under the lock, before any stop can begin: whoever waits goes on elsewhere.
            if (_transports.Length == 0)
            {
                _running.SetResult();
            }
        }

        Log.Started(Logger, _subscriptions.Length, Table());
        if (_transports.Length != 0)
        {
            _ = StartTransportsAsync();
        }
    }

    /// <summary>
    /// Starts a bus as <see cref="Start(IEnumerable{EventModule}, Action{EventBusBuilder})"/> does, and waits until its transports are up.
    /// </summary>
    /// <param name="modules">The generated modules, as <c>EventModules.All</c>.</param>
    /// <param name="configure">Sets the bus up, and adds the services that handlers need. The default changes nothing.</param>
    /// <param name="cancellationToken">Cancels the wait; the bus is then disposed of.</param>
    /// <returns>The running bus.</returns>
    /// <exception cref="InvalidOperationException">Something in code or services is wrong; the message names all of it.</exception>
    /// <exception cref="TransportException">A transport could not start; the message names the cause and the remedy.</exception>
    public static async Task<EventBus> StartAsync(
        IEnumerable<EventModule> modules, Action<EventBusBuilder>? configure = null, CancellationToken cancellationToken = default)
    {
        var bus = Start(modules, configure);
        try
        {
            await bus.Running.WaitAsync(cancellationToken).ConfigureAwait(false);
            return bus;
        }
        catch
        {
            await bus.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Events are taken and published from the start on: a publish waits for its transport. Only Running waits for all of them.
    private async Task StartTransportsAsync()
    {
        try
        {
            await Task.WhenAll(_transports.Select(static transport => transport.StartAsync())).ConfigureAwait(false);
            var subscriptions = ForAll(subscription =>
            {
                if (subscription.IsTransported && !subscription.IsLeaving && !IsStopping)
                {
                    subscription.Attach();
                }
            });
            await Task.WhenAll(subscriptions.Select(static subscription => subscription.Attached)).ConfigureAwait(false);
            _running.TrySetResult();
        }
        catch (Exception exception)
        {
            if (!IsStopping)
            {
                Log.TransportStartFailed(Logger, exception);
            }

            _running.TrySetException(exception);
            _ = _running.Task.Exception;
        }
    }

    /// <summary>
    /// Stops the bus: publishers are refused; what is queued, in hand, and all that it publishes is handled; after
    /// <see cref="EventBusOptions.StopTimeout"/> tokens are cancelled and what then remains is dropped, with an error in the log and a
    /// count for each subscription. A second call waits for the first.
    /// </summary>
    /// <remarks>A handler that awaits it waits for itself, until the limit has passed.</remarks>
    /// <param name="cancellationToken">Cuts the time limit short, whichever call it is given to.</param>
    /// <returns>A task that ends when the bus has stopped.</returns>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        Task stopping;
        lock (_lifetime)
        {
            stopping = _stopping ??= Task.Run(StopCoreAsync, CancellationToken.None);
        }

        return cancellationToken.CanBeCanceled ? HastenAsync(stopping, cancellationToken) : stopping;
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
    /// Stops the bus at once: tokens of handlers are cancelled, and what is queued is dropped, with an error in the log. Prefer
    /// <see cref="DisposeAsync"/>, which handles it. It waits for running handlers to end, for two seconds at most.
    /// </summary>
    public void Dispose()
    {
        // By the real clock, and bounded: a handler that disposes of its bus waits for itself.
        Task.WaitAny([StopAsync(new CancellationToken(canceled: true))], 2 * _grace);
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
        // Before the routes take back what they have lent: see Route.Make.
        _disposed = true;
        Interlocked.MemoryBarrier();
        foreach (var route in _routes)
        {
            route?.Close();
        }

        _routes = [];
        Instruments.DisposeAfter(_stopping!);
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
        $"{profile.Filter?.Text ?? profile.Definition.Subject,-24} -> {profile.Name} (group {profile.Definition.Group ?? "its own"}, concurrency {profile.Concurrency}, "
        + $"capacity {profile.Capacity}{(profile.FullMode == FullMode.Wait ? null : $", full mode {profile.FullMode}")}, "
        + (profile.MaxBatch == 0 ? null : $"batches of {profile.MaxBatch} within {profile.Linger.TotalMilliseconds:0} ms, ")
        + $"attempts {profile.Retry.Attempts})";
}
