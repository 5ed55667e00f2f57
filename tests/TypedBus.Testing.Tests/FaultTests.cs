namespace TypedBus.Testing.Tests;

/// <summary>Handlers fail on demand, in their own place.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Each_handler_fails_so_many_times()
    {
        await using var bus = Shop.Start();
        var fault = bus.Fail<Shop.Counter>(times: 2);
        await bus.PublishAsync(new OrderPlaced(1, 1));
        await bus.Idle();
        Assert.Equal(4, fault.Count);
        Assert.Equal(3, bus.HandledOnce<OrderPlaced>("*Counter*").Attempt);
        Assert.Equal(3, bus.HandledOnce<OrderBilled>("*Counter*").Attempt);
        Assert.Equal(1, bus.HandledOnce<OrderPlaced>("*Biller*").Attempt);
        var failed = bus.Attempts<OrderPlaced>("*Counter*")[0];
        Assert.Contains("Counter.Count.OrderPlaced", Assert.IsType<InjectedFaultException>(failed.Failure).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fails_with_the_exception_that_the_test_gives_until_it_is_healed()
    {
        await using var bus = Shop.Start(static setup => setup.Retry(static retry => retry.Attempts = 1));
        var exception = new TimeoutException();
        using (bus.Fail(Shop.Billing, exception: exception))
        {
            await bus.PublishAsync(new OrderPlaced(1, 1));
            await bus.Idle();
        }

        await bus.PublishAsync(new OrderPlaced(2, 1));
        await bus.Idle();
        Assert.Same(exception, bus.DeadLetteredOnce<OrderPlaced>().Failure);
        Assert.Equal(2, bus.PublishedOnce<OrderBilled>().Event.OrderId);
    }

    [Fact]
    public async Task Middleware_sees_the_fault()
    {
        await using var bus = Shop.Start(static setup => setup.UseRecoverer(static exception => exception is InjectedFaultException));
        bus.Fail(Shop.Billing);
        await bus.PublishAsync(new OrderPlaced(1, 1));
        await bus.Idle();
        Assert.Equal(1, bus.HandledOnce<OrderPlaced>(Shop.Billing).Attempt);
        Assert.Empty(bus.Published<OrderBilled>());
    }

    [Fact]
    public async Task A_handler_that_is_not_here_is_an_error()
    {
        await using var bus = Shop.Start();
        Assert.Throws<ArgumentException>(() => bus.Fail("Shop.Nobody"));
        Assert.Throws<ArgumentException>(() => bus.Fail<FaultTests>());
        Assert.Throws<ArgumentOutOfRangeException>(() => bus.Fail(Shop.Billing, times: 0));
    }
}
