using TypedBus.Tests.Support;

namespace TypedBus.Tests.Stopping;

/// <summary>What holds of every bus that has stopped, however it was stopped.</summary>
internal static class StopInvariants
{
    /// <summary>Looks whether every delivery that was accepted is settled or counted as dropped, and tells how many are dropped.</summary>
    public static long Check(EventBus bus)
    {
        var subscriptions = bus.Snapshot().Subscriptions;
        Assert.All(subscriptions, static subscription => Assert.Equal(subscription.Accepted, subscription.Settled + subscription.Dropped));
        Assert.Equal(0, bus.UnheardCount);
        return subscriptions.Sum(static subscription => subscription.Dropped);
    }

    /// <summary>Gives the counts of the one subscription of a handler's method.</summary>
    public static SubscriptionSnapshot Of(EventBus bus, string method) =>
        Assert.Single(bus.Snapshot().Subscriptions, subscription => subscription.Name.Contains($".{method}.", StringComparison.Ordinal));

    /// <summary>Looks whether the log tells the same numbers of dropped deliveries as the counts.</summary>
    public static void CheckLog(EventBus bus, LogLines log) => Assert.Equal(
        bus.Snapshot().Subscriptions.Where(static subscription => subscription.Dropped > 0)
            .Select(static subscription => $"The stop limit has passed: {subscription.Dropped} deliveries of handler {subscription.Name} are dropped")
            .Order(StringComparer.Ordinal),
        log.Lines.Select(static line => line.Text).Where(static text => text.Contains("are dropped", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
}
