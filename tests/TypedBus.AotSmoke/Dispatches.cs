namespace TypedBus.AotSmoke;

/// <summary>The shapes of <c>DispatchAsync</c>.</summary>
public static class Dispatches
{
    public static IEnumerable<Shape> All { get; } =
    [
        new("dispatch-void", static (bus, events) => RunAsync(events, number => bus.DispatchAsync(new VoidEvent(number, number)))),
        new("dispatch-value-task", static (bus, events) => RunAsync(events, number => bus.DispatchAsync(new ValueTaskEvent(number, number)))),
        new("dispatch-class", static (bus, events) => RunClassAsync(bus, events)),
        new("dispatch-several", static (bus, events) => RunAsync(events, number => bus.DispatchAsync(new SeveralEvent(number, number)))),
        new("dispatch-result", static (bus, events) => RunAsync(events, number => bus.DispatchAsync(new QuestionEvent(number)))),
        new("dispatch-filtered", static (bus, events) =>
            RunAsync(events, number => bus.DispatchAsync(new FilteredEvent("eu", Speed.Fast, number)))),
        new("dispatch-routed", static (bus, events) => RunRoutedAsync(bus, events)),
    ];

    private static async ValueTask RunAsync(int events, Func<long, ValueTask> dispatch)
    {
        var before = Handlers.Handled;
        for (var number = 1; number <= events; number++)
        {
            await dispatch(number);

            // What a handler returns is handled elsewhere. Here it is waited for, now and then, or the queue would grow.
            if (number % Bursts.Size == 0 || number == events)
            {
                Waiting.ForHandled(before + number);
            }
        }
    }

    // The event is the caller's own: one instance, or its 24 bytes would be all that is seen.
    private static ValueTask RunClassAsync(EventBus bus, int events)
    {
        var @event = new ClassEvent(1);
        return RunAsync(events, _ => bus.DispatchAsync(@event));
    }

    private static ValueTask RunRoutedAsync(EventBus bus, int events)
    {
        var @event = new RoutedEvent("eu");
        return RunAsync(events, _ => bus.DispatchAsync(@event));
    }
}
