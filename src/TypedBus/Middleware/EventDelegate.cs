namespace TypedBus;

/// <summary>Handles a delivery: a handler, or a middleware around what comes next.</summary>
/// <param name="context">The delivery.</param>
/// <returns>A task that ends well when the delivery has been handled, and fails when it is to be tried again.</returns>
public delegate ValueTask EventDelegate(EventContext context);
