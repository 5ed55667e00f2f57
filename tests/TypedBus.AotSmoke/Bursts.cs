namespace TypedBus.AotSmoke;

/// <summary>The shapes of <c>PublishAsync</c>.</summary>
public static class Bursts
{
    public const int Size = 1_000;

    public const int MaxBatch = 64;

    private const int SmallCapacity = 16;

    private static Func<int, QueuedEvent> Queued { get; } = static number => new(number, number);

    private static Func<int, BatchedEvent> Batched { get; } = static number => new(number, number);

    public static IEnumerable<Shape> All { get; } =
    [
        new("publish-burst", static async (bus, events) => await PublishAsync(bus, events, Size, Queued)),
        new("publish-ping-pong", static async (bus, events) => await PublishAsync(bus, events, 1, Queued)),
        new("publish-batch", static async (bus, events) => await PublishAsync(bus, events, Size, Batched)) { MaxBatch = MaxBatch },
        new("publish-full-queue", FloodAsync) { Capacity = SmallCapacity },
    ];

    private static async ValueTask FloodAsync(EventBus bus, int events)
    {
        var waits = await PublishAsync(bus, events, events, Queued);
        if (waits == 0)
        {
            throw new InvalidOperationException("The queue was never full: nothing was measured.");
        }
    }

    /// <summary>Publishes events and waits each so many until they have been handled.</summary>
    /// <returns>How many of them had to wait for room in the queue.</returns>
    private static async ValueTask<int> PublishAsync<TEvent>(EventBus bus, int events, int waitEach, Func<int, TEvent> make)
    {
        var before = Handlers.Handled;
        var waits = 0;
        for (var number = 1; number <= events; number++)
        {
            var publishing = bus.PublishAsync(make(number));
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
