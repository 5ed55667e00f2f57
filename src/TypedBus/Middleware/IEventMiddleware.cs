namespace TypedBus;

/// <summary>Wraps the handling of deliveries, as a class.</summary>
/// <remarks>
/// One instance serves all the handlers that it wraps, and is called concurrently. A middleware that returns what <c>next</c> returned,
/// without awaiting it, costs the least.
/// </remarks>
public interface IEventMiddleware
{
    /// <summary>Handles a delivery, usually by calling <paramref name="next"/>.</summary>
    /// <param name="context">The delivery.</param>
    /// <param name="next">What comes next: another middleware, or the handler.</param>
    /// <returns>A task that ends well when the delivery has been handled, and fails when it is to be tried again.</returns>
    ValueTask InvokeAsync(EventContext context, EventDelegate next);
}
