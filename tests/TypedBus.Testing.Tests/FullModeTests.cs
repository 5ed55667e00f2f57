namespace TypedBus.Testing.Tests;

/// <summary>Idle knows what was dropped for want of room, also where what is left waits for its next attempt.</summary>
public sealed class FullModeTests
{
    [Event("tests.modes.keyed")]
    public readonly record struct Keyed([property: OrderKey] int Key, int Number);

    [Event("tests.modes.free")]
    public readonly record struct Free(int Number);

    public sealed class Workers
    {
        [Handler(Concurrency = 3, Capacity = 6)]
        public async ValueTask ByKey(Keyed keyed) => await Task.Yield();

        [Handler(Concurrency = 3, Capacity = 6)]
        public async ValueTask AsTheyCome(Free free) => await Task.Yield();
    }

    [Theory]
    [InlineData(FullMode.DropOldest, 0.5)]
    [InlineData(FullMode.DropOldest, 60)]
    [InlineData(FullMode.DropNewest, 60)]
    public async Task Every_delivery_is_handled_or_dropped(FullMode mode, double delay)
    {
        var dropped = 0L;
        for (var round = 0; round < 50; round++)
        {
            await using var bus = Shop.Quiet("TypedBus.Testing.Tests.FullModeTests.Workers.*", setup =>
            {
                setup.Handler("*").FullMode(mode);
                setup.Retry(retry => (retry.Delay, retry.MaxDelay) = (TimeSpan.FromSeconds(delay), TimeSpan.FromHours(1)));
            });
            bus.Fail("*", static context => context.Attempt < 3 ? new InjectedFaultException() : null);
            for (var number = 0; number < 30; number++)
            {
                await bus.PublishAsync(new Keyed(number % 7, number));
                await bus.PublishAsync(new Free(number));
            }

            await bus.Idle();
            foreach (var subscription in bus.Bus.Snapshot().Subscriptions)
            {
                Assert.Equal((30, 30), (subscription.Accepted, subscription.Settled + subscription.Dropped));
                dropped += subscription.Dropped;
            }

            Assert.Equal(bus.Bus.Snapshot().Subscriptions.Sum(static one => one.Settled), bus.Handled<Keyed>().Count + bus.Handled<Free>().Count);
        }

        Assert.True(dropped > 0);
    }
}
