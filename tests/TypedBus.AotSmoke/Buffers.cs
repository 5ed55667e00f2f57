namespace TypedBus.AotSmoke;

/// <summary>Brings a queue's buffers to their final size, which a warm-up alone does only by luck.</summary>
public static class Buffers
{
    /// <summary>A queue reads from one buffer and writes to another, and then swaps them: each is filled once.</summary>
    public static async Task FillAsync<TEvent>(EventBus bus, int capacity, TEvent @event)
    {
        for (var round = 0; round < 3; round++)
        {
            // The first event keeps the worker busy, so that all the others wait.
            var before = Handlers.Handled;
            Handlers.Hold(true);
            await bus.PublishAsync(@event);
            Waiting.ForHandled(before + 1);
            for (var count = 0; count < capacity; count++)
            {
                await bus.PublishAsync(@event);
            }

            Handlers.Hold(false);
            Waiting.ForHandled(before + 1 + capacity);
        }
    }
}
