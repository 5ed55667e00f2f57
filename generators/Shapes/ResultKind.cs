namespace TypedBus.Shapes;

/// <summary>What a handler returns.</summary>
internal enum ResultKind
{
    /// <summary>Nothing, at once.</summary>
    None,

    /// <summary>A <c>Task</c>.</summary>
    Task,

    /// <summary>A <c>ValueTask</c>.</summary>
    ValueTask,

    /// <summary>An event, or null where it is a class.</summary>
    Event,

    /// <summary>A struct that is an event, or null.</summary>
    NullableEvent,

    /// <summary>A <c>Task</c> of an event.</summary>
    EventTask,

    /// <summary>A <c>Task</c> of a struct or null.</summary>
    NullableEventTask,

    /// <summary>A <c>ValueTask</c> of an event.</summary>
    EventValueTask,

    /// <summary>A <c>ValueTask</c> of a struct or null.</summary>
    NullableEventValueTask,

    /// <summary>An <c>IEnumerable</c> of events.</summary>
    Events,

    /// <summary>An <c>IAsyncEnumerable</c> of events.</summary>
    AsyncEvents,
}
