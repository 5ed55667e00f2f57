using TypedBus.Nats;

namespace TypedBus.Transports.Worker;

/// <summary>Where a worker stops going on, to be killed there.</summary>
public enum Hang
{
    /// <summary>Nowhere.</summary>
    Never,

    /// <summary>In the middle of its first delivery.</summary>
    InDelivery,

    /// <summary>When its first delivery has been handled and the result published, before it is settled.</summary>
    BeforeSettlement,
}

/// <summary>The bus of the worker, and of the test that publishes to it.</summary>
public static class WorkerBus
{
    /// <summary>Starts a bus that publishes and, unless told otherwise, handles.</summary>
    public static Task<EventBus> StartAsync(string url, Hang hang = Hang.Never, int prefetch = 4, bool handles = true) =>
        EventBus.StartAsync(EventModules.All, bus =>
        {
            bus.UseTransport("jetstream").UseNats(options =>
            {
                options.Url = url;
                options.JetStream.Start = JetStreamStart.All;
                options.JetStream.AckWait = TimeSpan.FromSeconds(1);
                options.JetStream.Prefetch = prefetch;
            });
            if (!handles)
            {
                bus.Handlers.Except("*");
            }

            if (hang != Hang.Never)
            {
                bus.Use(next => context => HangAsync(next, context, hang));
            }
        });

    private static async ValueTask HangAsync(EventDelegate next, EventContext context, Hang hang)
    {
        if (hang == Hang.BeforeSettlement)
        {
            await next(context);
        }
        else
        {
            Ledger.Note(((EventContext<Ordered>)context).Event.Number);
        }

        await new TaskCompletionSource().Task;
    }
}
