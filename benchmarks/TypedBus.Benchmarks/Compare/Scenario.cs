using Microsoft.Extensions.DependencyInjection;
using TypedBus.Benchmarks.Scenarios;

namespace TypedBus.Benchmarks.Compare;

/// <summary>One figure: the same work done by the bus and by what it is held against, in loops of the same shape.</summary>
/// <remarks>
/// Each scenario has event types and handler classes of its own. A second dispatcher class for one event would be seen at the same call in
/// compiled code, and would double what that call costs.
/// </remarks>
internal abstract class Scenario(string name) : IDisposable
{
    /// <summary>How many events a batch of dispatches has.</summary>
    public const int DispatchBatch = 10_000;

    /// <summary>How many events a batch through queues has: enough that its start and its end, which wake threads, do not count.</summary>
    public const int QueueBatch = 100_000;

    /// <summary>How many events a batch to eight subscriptions has.</summary>
    public const int FanoutBatch = 12_500;

    /// <summary>How many events go there and back in a batch, one at a time.</summary>
    public const int WakeBatch = 5_000;

    public string Name { get; } = name;

    /// <summary>
    /// Gets whether the figure is taken from the rounds in the middle, not from the best ones. Where threads hand over to each other, a
    /// round in which both happened to share one core is several times faster, on either side: such a best round is luck.
    /// </summary>
    public virtual bool HandsOver => false;

    /// <summary>Gets how many events one call of <see cref="RunOurs"/> is asked for.</summary>
    public virtual int Batch => DispatchBatch;

    /// <summary>Gets how many calls of handlers follow from the events so far, on our side.</summary>
    public abstract long OursHandled { get; }

    /// <summary>Gets how many calls of handlers follow from the events so far, on the other side.</summary>
    public abstract long TheirsHandled { get; }

    /// <summary>Gets how many handlers each event has.</summary>
    public virtual int HandlersOfEvent => 1;

    /// <summary>Sends events through the bus, and returns when all of them are handled.</summary>
    public abstract void RunOurs(int events);

    /// <summary>Does the same without the bus.</summary>
    public abstract void RunTheirs(int events);

    public virtual void Dispose()
    {
    }

    /// <summary>Starts a bus that runs the handlers of these objects and no others.</summary>
    protected static EventBus StartBus(params Counter[] handlers) => StartBus(static _ => { }, handlers);

    /// <summary>Starts one that is set up further.</summary>
    protected static EventBus StartBus(Action<EventBusBuilder> configure, params Counter[] handlers) => EventBus.Start(EventModules.All, bus =>
    {
        configure(bus);
        foreach (var handler in handlers)
        {
            bus.Services.AddSingleton(handler.GetType(), handler);
            bus.Handlers.Only(handler.GetType().FullName + ".*");
        }
    });
}
