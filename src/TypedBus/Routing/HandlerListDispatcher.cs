using System.Runtime.CompilerServices;
using TypedBus.Runtime;
using TypedBus.Subjects;

namespace TypedBus.Routing;

/// <summary>
/// Calls the handlers of one event one by one, through their invokers: for handlers that take a context or return results, for scoped ones,
/// for those of several assemblies, for filters and base types, and where the application runs some of them only.
/// </summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class HandlerListDispatcher<TEvent>(
    EventBus bus, EventSubject<TEvent> subject, (HandlerProfile Profile, EventDelegate Handle, SubjectFilter? Filter)[] handlers)
    : EventDispatcher<TEvent>
{
    // One spare for the usual case of one dispatch at a time; a dispatch that finds none makes its own. Whoever takes it owns it alone.
    private Frame? _spare;

    public override ValueTask DispatchAsync(in TEvent @event, CancellationToken cancellationToken)
    {
        if (handlers.Length == 0)
        {
            bus.CountUnheard(typeof(TEvent));
            return default;
        }

        var frame = bus.Probe is null ? Interlocked.Exchange(ref _spare, null) : null;
        frame ??= new Frame(bus, handlers[0].Profile);
        frame.Context.BeginDelivery(in @event, DeliveryHeader.Begin(options: null));
        return RunAsync(frame, cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RunAsync(Frame frame, CancellationToken cancellationToken)
    {
        var failures = default(FailureList);
        var isHeard = false;
        foreach (var (profile, handle, filter) in handlers)
        {
            frame.Context.Profile = profile;
            frame.Context.BeginAttempt(1, cancellationToken);
            try
            {
                if (filter is not null && !subject.Fits(in frame.Context.Event, filter))
                {
                    continue;
                }

                isHeard = true;
                await handle(frame.Context).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                isHeard = true;
                failures.Add(exception);
            }
        }

        if (!isHeard)
        {
            bus.CountUnheard(typeof(TEvent));
        }

        for (var index = 0; index < frame.Results.Count; index++)
        {
            try
            {
                await frame.Results.PublishAsync(index, bus).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                failures.Add(exception);
            }
        }

        frame.Results.Clear();
        frame.Context.EndDelivery();
        if (bus.Probe is null)
        {
            Volatile.Write(ref _spare, frame);
        }
        else
        {
            frame.Context.Spend();
        }

        failures.Throw();
    }

    /// <summary>What one dispatch needs: a context, and the results that wait until all handlers have ended.</summary>
    private sealed class Frame
    {
        public Frame(EventBus bus, HandlerProfile profile)
        {
            Context = new EventContext<TEvent>(bus, profile) { Services = bus.Services };
            Context.DeferResults(Results);
        }

        public EventContext<TEvent> Context { get; }

        public DeferredResults Results { get; } = new();
    }
}
