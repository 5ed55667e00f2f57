namespace TypedBus.AotSmoke;

/// <summary>The built-in middleware, all in one chain.</summary>
public static class Chain
{
    public static void Use(EventBusBuilder bus) => bus
        .UseCorrelationId()
        .UseTimeout(TimeSpan.FromMinutes(1))
        .UseThrottle(permits: int.MaxValue, period: TimeSpan.FromSeconds(1))
        .UseRecoverer(static exception => exception is FormatException);
}
