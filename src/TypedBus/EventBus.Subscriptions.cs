using TypedBus.Routing;
using TypedBus.Runtime;
using TypedBus.Subjects;

namespace TypedBus;

/// <content>Subscriptions that come and go.</content>
public sealed partial class EventBus
{
    /// <summary>
    /// Gets the subscriptions: those of generated handlers, also while they are stopped, and those added with <see cref="Subscribe"/>, until
    /// they have stopped.
    /// </summary>
    public EventSubscriptionCollection Subscriptions { get; } = new();

    /// <summary>
    /// Subscribes to an event while the bus runs, or before it starts: from now on what is published reaches the handler too. It is a
    /// subscription like those of generated handlers, with a queue and workers, middleware, failure policy, dead letters and counts;
    /// settings for its name in code and configuration apply, where <see cref="EventBusBuilder.ExpectSubscriptions"/> has announced it.
    /// A dispatch does not call it.
    /// </summary>
    /// <typeparam name="TEvent">The type of the event, which a module of the bus declares.</typeparam>
    /// <param name="name">The subscription's name, unlike that of any other on this bus. It is free again when the subscription has stopped.</param>
    /// <param name="handler">
    /// Called with each delivery. The context is used again for the next one: take what you need out of it while the handler runs.
    /// </param>
    /// <param name="configure">Sets group, capacity, concurrency and attempts. The default changes nothing.</param>
    /// <returns>The subscription, which takes events already. Disposing of it stops it.</returns>
    /// <exception cref="ArgumentException">The name is in use.</exception>
    /// <exception cref="InvalidOperationException">
    /// The bus is stopping; or no module of the bus declares the event; or settings for the name make no sense, or switch it off.
    /// </exception>
    public EventSubscription Subscribe<TEvent>(
        string name, Func<EventContext<TEvent>, ValueTask> handler, Action<SubscriptionOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(handler);
        ThrowIfStopping(name);
        if (!TryLook<TEvent>(out var route))
        {
            throw new InvalidOperationException(
                $"'{name}' cannot subscribe to {TypeNames.Of(typeof(TEvent))}: no module of this bus declares it. Mark the type [Event(\"subject\")], and "
                + "start the bus with the module of its assembly, as EventModules.All has it.");
        }

        var options = new SubscriptionOptions();
        configure?.Invoke(options);
        var profile = ProfileOf(options.Define(name, route.Subject), (EventSubject<TEvent>)route.Source);
        var subscription = new Subscription<TEvent>(route, profile, _ => new DelegateInvoker<TEvent>(handler));
        var handle = new EventSubscription(subscription, isHandler: false);
        Begin(subscription, handle);
        return handle;
    }

    /// <summary>
    /// Subscribes by enumerating: for tools and user interfaces. Each enumeration is a subscription of its own, with a buffer of its own,
    /// from the moment its enumerator is made, which is where <c>await foreach</c> begins: what was published before, it does not get.
    /// It ends when the loop is left or cancelled, or when the bus has stopped, after the last event that was accepted.
    /// </summary>
    /// <remarks>
    /// When the buffer is full, publishers wait for the loop, or what <paramref name="fullMode"/> says: a user interface rather drops the
    /// oldest. A stop of the bus waits, within its limit, until the loop has taken what is
    /// buffered: a loop that itself awaits the stop has to be left first.
    /// </remarks>
    /// <typeparam name="TEvent">The type of the event, which a module of the bus declares.</typeparam>
    /// <param name="capacity">How many events may be buffered; at least 1. The default is 64.</param>
    /// <param name="fullMode">What becomes of an event when the buffer is full. The default is that its publisher waits.</param>
    /// <param name="cancellationToken">Ends the enumeration, with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The events, to be enumerated once or several times.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is less than 1.</exception>
    public IAsyncEnumerable<TEvent> SubscribeAsync<TEvent>(
        int capacity = 64, FullMode fullMode = FullMode.Wait, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new EventStream<TEvent>(this, capacity, fullMode, cancellationToken);
    }

    /// <inheritdoc cref="SubscribeAsync{TEvent}(int, FullMode, CancellationToken)"/>
    public IAsyncEnumerable<TEvent> SubscribeAsync<TEvent>(int capacity, CancellationToken cancellationToken) =>
        SubscribeAsync<TEvent>(capacity, FullMode.Wait, cancellationToken);

    /// <summary>Has a subscription take events, and starts it if the bus runs. It is of a new name, or was stopped and is renewed.</summary>
    internal void Begin(Subscription subscription, EventSubscription handle)
    {
        lock (_lifetime)
        {
            ThrowIfStopping(handle.Name);
            Subscriptions.ThrowIfTaken(handle);
            if (_middleware is not null)
            {
                subscription.Prepare(Services, _middleware);
            }

            // Counted before anything can reach it, and listed when everything does.
            Volatile.Write(ref _subscriptions, [.. _subscriptions, subscription]);
            subscription.Join();
            if (_started)
            {
                subscription.Start();
                if (subscription.IsTransported)
                {
                    subscription.Attach();
                }
            }

            handle.Renew(subscription);
            Subscriptions.Add(handle);
        }

        Log.Subscribed(Logger, Line(subscription.Profile));
    }

    /// <summary>Starts a subscription again that has stopped. Of two who ask for it at once one does it.</summary>
    internal void Restart(EventSubscription handle, Subscription stopped)
    {
        lock (_lifetime)
        {
            if (handle.Current == stopped)
            {
                Begin(stopped.Renew(), handle);
            }
        }
    }

    /// <summary>Has the workers of a subscription wait, unless it ends anyway.</summary>
    internal void Pause(Subscription subscription) => Change(subscription, static subscription => subscription.Pause());

    /// <summary>Has the workers of a subscription go on.</summary>
    internal void Resume(Subscription subscription) => Change(subscription, static subscription => subscription.Resume());

    /// <summary>Stops a subscription: it takes nothing more, and ends when what it has is handled. A second call does nothing.</summary>
    internal void Leave(Subscription subscription)
    {
        lock (_lifetime)
        {
            if (subscription.IsLeaving || subscription.HasEnded)
            {
                return;
            }

            subscription.Leave();
        }

        _ = FinishAsync(subscription);
    }

    /// <summary>Ends a subscription that is leaving: handlers are cancelled, and what remains goes to others of its group, or is dropped.</summary>
    internal void CutShort(Subscription subscription)
    {
        lock (_lifetime)
        {
            if (subscription.IsPastStopLimit || subscription.HasEnded)
            {
                return;
            }

            subscription.PassStopLimit();
            subscription.Complete();
        }

        _ = CutShortAsync(subscription);
    }

    private async Task FinishAsync(Subscription subscription)
    {
        if (subscription.IsTransported)
        {
            await subscription.DetachAsync().ConfigureAwait(false);
            lock (_lifetime)
            {
                subscription.CloseToAll();
            }
        }

        if (!_started && subscription.Accepted != subscription.Settled)
        {
            // Accepted before the bus runs, and to be handled when it does. A bus that stops before that ends the subscription itself.
            await _running.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await subscription.Completion.ConfigureAwait(false);
        await EndAsync(subscription, handsOver: true).ConfigureAwait(false);
    }

    private async Task CutShortAsync(Subscription subscription)
    {
        await AwaitGraceAsync([subscription], subscription.CancelHandlersAsync()).ConfigureAwait(false);
        await EndAsync(subscription, handsOver: true).ConfigureAwait(false);
    }

    private async Task EndAsync(Subscription subscription, bool handsOver)
    {
        if (!await subscription.TryEndAsync(handsOver).ConfigureAwait(false))
        {
            return;
        }

        lock (_lifetime)
        {
            Subscriptions.NoteEnd(subscription);
            if (subscription.IsLeaving)
            {
                // What the whole bus stops stays in its counts.
                Volatile.Write(ref _subscriptions, [.. _subscriptions.Where(other => other != subscription)]);
            }

            subscription.NoteEnd();
        }

        if (subscription.IsLeaving)
        {
            Log.Unsubscribed(Logger, subscription.Profile.Name);
        }

        // A lock was left since it was counted last.
        NoteIdle();
    }

    private void Change(Subscription subscription, Action<Subscription> change)
    {
        lock (_lifetime)
        {
            if (_stopping is not null || subscription.IsLeaving || subscription.HasEnded)
            {
                return;
            }

            change(subscription);
            subscription.Share();
        }

        // What a paused subscription holds counts as at rest.
        Interlocked.MemoryBarrier();
        NoteIdle();
    }

    private HandlerProfile ProfileOf<TEvent>(HandlerDefinition definition, EventSubject<TEvent> source)
    {
        var plan = new HandlerPlan(_setup, _settings);
        var profile = plan.Profile(definition, source);
        if (!plan.IsEnabled(definition))
        {
            plan.Add($"'{definition.Name}' is switched off by {BusSettings.SectionName}:Handlers:{definition.Name}:Enabled in the configuration.");
        }

        return plan.Problems.Count == 0
            ? profile
            : throw new InvalidOperationException(
                $"'{definition.Name}' cannot subscribe:{Environment.NewLine}- " + string.Join($"{Environment.NewLine}- ", plan.Problems));
    }

    private void ThrowIfStopping(string name)
    {
        if (Volatile.Read(ref _stopping) is not null)
        {
            throw new InvalidOperationException(
                $"'{name}' cannot subscribe: the bus is stopping, or has stopped. Subscribe before that, or stop the subscriber first.");
        }
    }
}
