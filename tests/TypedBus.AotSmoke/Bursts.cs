namespace TypedBus.AotSmoke;

/// <summary>The shapes of <c>PublishAsync</c>.</summary>
public static class Bursts
{
    public const int Size = 1_000;

    public const int MaxBatch = 64;

    private const int SmallCapacity = 16;

    public static IEnumerable<Shape> All { get; } =
    [
        new("publish-burst", static async (bus, events) => await PublishAsync(bus, events, waitEach: Size)),
        new("publish-ping-pong", static async (bus, events) => await PublishAsync(bus, events, waitEach: 1)),
        new("publish-filtered", static async (bus, events) =>
            await PublishAsync(bus, events, waitEach: Size, static number => new FilteredEvent("eu", Speed.Fast, number))),
        new("publish-routed", RouteAsync),
        new("publish-batch", static async (bus, events) =>
            await PublishAsync(bus, events, waitEach: Size, static number => new BatchedEvent(number, number))) { MaxBatch = MaxBatch },
        new("publish-full-queue", FloodAsync) { Capacity = SmallCapacity },
    ];

    // The event is the caller's own: one instance, or its bytes would be all that is seen.
    private static async ValueTask RouteAsync(EventBus bus, int events)
    {
        var @event = new RoutedEvent("eu");
        await PublishAsync(bus, events, waitEach: Size, _ => @event);
    }

    private static async ValueTask FloodAsync(EventBus bus, int events)
    {
        var waits = await PublishAsync(bus, events, waitEach: events);
        if (waits == 0)
        {
            throw new InvalidOperationException("The queue was never full: nothing was measured.");
        }
    }

    /// <summary>Publishes events and waits each so many until they have been handled.</summary>
    /// <returns>How many of them had to wait for room in the queue.</returns>
    private static ValueTask<int> PublishAsync(EventBus bus, int events, int waitEach) =>
        PublishAsync(bus, events, waitEach, static number => new QueuedEvent(number, number));

    private static async ValueTask<int> PublishAsync<TEvent>(EventBus bus, int events, int waitEach, Func<long, TEvent> create)
    {
        var before = Handlers.Handled;
        var waits = 0;
        for (var number = 1; number <= events; number++)
        {
            var publishing = bus.PublishAsync(create(number));
            waits += publishing.IsCompleted ? 0 : 1;
            await publishing;
            if (number % waitEach == 0 || number == events)
            {
                Waiting.ForHandled(before + number);
            }
        }

        return waits;
    }
}
