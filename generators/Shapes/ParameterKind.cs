namespace TypedBus.Shapes;

/// <summary>What a handler's parameter is filled with.</summary>
internal enum ParameterKind
{
    /// <summary>The event, by value.</summary>
    Event,

    /// <summary>The event, by <c>in</c>.</summary>
    EventByReference,

    /// <summary>The delivery.</summary>
    Context,

    /// <summary>The token that cancels the handler.</summary>
    CancellationToken,

    /// <summary>A service.</summary>
    Service,
}
