namespace TypedBus.Testing.Tests;

/// <summary>Idle moves time on also where several workers handle one event, and where a delivery waits without a worker.</summary>
public sealed class ConcurrencyTests
{
    private const string Here = "TypedBus.Testing.Tests.ConcurrencyTests.";

    [Event("tests.concurrency.keyed")]
    public readonly record struct Keyed([property: OrderKey] int Key, int Number);

    [Event("tests.concurrency.free")]
    public readonly record struct Free(int Number);

    public sealed class Workers
    {
        [Handler(Concurrency = 3)]
        public async ValueTask ByKey(Keyed keyed) => await Task.Yield();

        [Handler(Concurrency = 3)]
        public async ValueTask AsTheyCome(Free free) => await Task.Yield();
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(60)]
    public async Task Every_delivery_is_tried_again_until_it_is_handled_or_given_up(double delay)
    {
        for (var round = 0; round < 100; round++)
        {
            await using var bus = Shop.Quiet(Here + "Workers.*", setup => setup.Retry(retry =>
            {
                retry.Delay = TimeSpan.FromSeconds(delay);
                retry.MaxDelay = TimeSpan.FromHours(1);
            }));
            bus.Fail("*.Keyed", static context => Number<Keyed>(context).Number % 3 != 0 ? new InjectedFaultException() : null);
            bus.Fail("*.Free", static context => Number<Free>(context).Number % 3 != 0 && context.Attempt < 4 ? new InjectedFaultException() : null);
            for (var number = 0; number < 30; number++)
            {
                await bus.PublishAsync(new Keyed(number % 7, number));
                await bus.PublishAsync(new Free(number));
            }

            await bus.Idle();
            Assert.Equal(20, bus.DeadLettered<Keyed>().Count);
            Assert.Equal(10, bus.Handled<Keyed>().Count);
            Assert.Equal(30, bus.Handled<Free>().Count);
            Assert.Equal(90, bus.Attempts<Free>().Count);
        }
    }

    private static TEvent Number<TEvent>(EventContext context) => ((EventContext<TEvent>)context).Event;
}
