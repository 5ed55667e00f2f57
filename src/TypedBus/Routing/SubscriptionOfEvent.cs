using System.Runtime.CompilerServices;
using TypedBus.Channels;
using TypedBus.Runtime;

namespace TypedBus.Routing;

/// <summary>
/// One handler's own feed of one event: a queue and one worker, who hands each delivery to the middleware and settles it. Nobody else does.
/// </summary>
/// <typeparam name="TEvent">The type of the event.</typeparam>
internal sealed class Subscription<TEvent> : Subscription
{
    private readonly EventContext<TEvent> _context;
    private readonly Func<IServiceProvider, HandlerInvoker<TEvent>> _create;
    private EventDelegate _handle = null!;
    private PaddedCount _settled;

    public Subscription(EventBus bus, HandlerProfile profile, Func<IServiceProvider, HandlerInvoker<TEvent>> create)
        : base(bus, profile)
    {
        _create = create;

        // The queue before the context: objects lie on the heap as they are made, and the context, which changes with each delivery, must
        // not share a cache line with what publishers read.
        Queue = new DeliveryChannel<TEvent>(profile.Capacity);
        _context = new EventContext<TEvent>(bus, profile);
    }

    public DeliveryChannel<TEvent> Queue { get; }

    public override long Accepted => Queue.Written;

    public override long Depth => Math.Max(0, Queue.Count);

    public override long Settled => Volatile.Read(ref _settled.Value);

    public override bool HasWaitingPublishers => Queue.HasWaiters;

    public override void CloseToPublishers() => Queue.CloseToWriters();

    public override void Complete() => Queue.TryComplete();

    public override void Prepare(IServiceProvider services, MiddlewareChain middleware)
    {
        _context.Services = services;
        _handle = ScopedDelivery.Wrap(Profile, services, middleware.Compose(Profile, _create(services).Handle));
    }

    protected override async Task RunAsync()
    {
        while (await Queue.WaitToReadAsync().ConfigureAwait(false))
        {
            while (HandleUntilPending(out var pending))
            {
                await pending.ConfigureAwait(false);
            }

            if (Bus.IsPastStopLimit)
            {
                return;
            }

            _context.EndDelivery();
            Bus.NoteIdle();
        }
    }

    /// <summary>Handles deliveries, one after the other, until one does not end at once or none is left.</summary>
    /// <returns>Whether one did not end at once.</returns>
    private bool HandleUntilPending(out ValueTask pending)
    {
        var stopLimit = Bus.StopLimit;
        while (!Bus.IsPastStopLimit)
        {
            ref var delivery = ref Queue.Next();
            if (Unsafe.IsNullRef(ref delivery))
            {
                break;
            }

            if (delivery.Header.Source is { } source)
            {
                Profile.CausedBy = source;
            }

            _context.BeginDelivery(in delivery.Event, in delivery.Header);
            Queue.Advance();
            _context.BeginAttempt(1, stopLimit);
            ValueTask task;
            try
            {
                task = Observer.HandleAsync(_handle, _context);
            }
            catch (Exception exception)
            {
                pending = FailAsync(exception);
                return true;
            }

            if (!task.IsCompletedSuccessfully)
            {
                pending = FinishAsync(task);
                return true;
            }

            task.GetAwaiter().GetResult();
            Settle();
        }

        pending = default;
        return false;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FinishAsync(ValueTask pending)
    {
        Exception failure;
        try
        {
            await pending.ConfigureAwait(false);
            Settle();
            return;
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await FailAsync(failure).ConfigureAwait(false);
    }

    /// <summary>Tries a failed delivery again in place, by the failure policy, until it succeeds or is a dead letter.</summary>
    private async ValueTask FailAsync(Exception failure)
    {
        // What is cut short by the stop limit stays unsettled: it counts among what was dropped.
        while (!Bus.IsPastStopLimit)
        {
            Observer.CountFailure(failure);
            if (!await Profile.Retry.WaitAsync(_context, failure, Bus).ConfigureAwait(false))
            {
                if (!Bus.IsPastStopLimit)
                {
                    Bus.DeadLetters.Add(new DeadLetter<TEvent>(this, _context, failure));
                    Settle();
                }

                return;
            }

            _context.BeginAttempt(_context.Attempt + 1, Bus.StopLimit);
            Observer.CountRetry();
            try
            {
                await Observer.HandleAsync(_handle, _context).ConfigureAwait(false);
                Settle();
                return;
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }
    }

    // Only the worker writes it; whoever waits for the bus to come to rest reads it.
    private void Settle() => Volatile.Write(ref _settled.Value, _settled.Value + 1);
}
