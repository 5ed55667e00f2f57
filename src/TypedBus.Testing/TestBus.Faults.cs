namespace TypedBus.Testing;

/// <content>Having handlers fail.</content>
public sealed partial class TestBus
{
    /// <summary>Has handlers fail, in the handler's own place: middleware and the failure policy see what they would if it had thrown.</summary>
    /// <param name="handlers">The handler's name; <c>*</c> stands for any characters.</param>
    /// <param name="times">How many attempts of each handler fail, from now on. The default is all of them.</param>
    /// <param name="exception">What they fail with. The default is an <see cref="InjectedFaultException"/>.</param>
    /// <returns>The fault: it counts, and disposing of it heals the handlers.</returns>
    /// <exception cref="ArgumentException">No handler on this bus is called so.</exception>
    public HandlerFault Fail(string handlers, int times = int.MaxValue, Exception? exception = null) =>
        Add(handlers, times, exception is null ? static context => Injected(context) : _ => exception);

    /// <summary>Has all the handlers of a class fail that have default names.</summary>
    /// <typeparam name="THandlers">The class.</typeparam>
    /// <param name="times">How many attempts of each handler fail, from now on. The default is all of them.</param>
    /// <param name="exception">What they fail with. The default is an <see cref="InjectedFaultException"/>.</param>
    /// <returns>The fault: it counts, and disposing of it heals the handlers.</returns>
    /// <exception cref="ArgumentException">No handler of the class runs on this bus.</exception>
    public HandlerFault Fail<THandlers>(int times = int.MaxValue, Exception? exception = null) =>
        Fail(TypeNames.Of(typeof(THandlers)) + ".*", times, exception);

    /// <summary>Has handlers fail at the attempts that a function chooses.</summary>
    /// <param name="handlers">The handler's name; <c>*</c> stands for any characters.</param>
    /// <param name="fault">Gives what an attempt fails with, or null where it reaches the handler. Several workers may call it at once.</param>
    /// <returns>The fault: it counts, and disposing of it heals the handlers.</returns>
    /// <exception cref="ArgumentException">No handler on this bus is called so.</exception>
    public HandlerFault Fail(string handlers, Func<EventContext, Exception?> fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return Add(handlers, int.MaxValue, fault);
    }

    private static InjectedFaultException Injected(EventContext context) =>
        new($"The test had handler '{context.Handler}' fail at attempt {context.Attempt}.");

    private HandlerFault Add(string handlers, int times, Func<EventContext, Exception?> fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        return _faults.Add(Known(handlers), times, fault);
    }

    private HandlerPattern Known(string handlers)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(handlers);
        var pattern = new HandlerPattern(handlers);
        return Bus.HandlerNames.Any(pattern.Matches) || _record.Handlers.Any(pattern.Matches)
            ? pattern
            : throw new ArgumentException(
                $"No handler on this bus is called '{handlers}'. Those that run: {string.Join(", ", Bus.HandlerNames.Select(static name => $"'{name}'"))}.",
                nameof(handlers));
    }
}
