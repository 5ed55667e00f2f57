namespace TypedBus.Testing.Tests;

/// <summary>Idle moves virtual time on where all that is outstanding waits for it.</summary>
public sealed class TimeTests
{
    [Fact]
    public async Task A_failing_handler_is_tried_again_without_waiting()
    {
        await using var bus = Shop.Start(static setup => setup.Retry(static retry => retry.Delay = TimeSpan.FromSeconds(10)));
        var start = bus.Time.GetUtcNow();
        bus.Fail(Shop.Billing, times: 2);
        await bus.PublishAsync(new OrderPlaced(1, 1));
        await bus.Idle();
        Assert.Equal(3, bus.HandledOnce<OrderPlaced>(Shop.Billing).Attempt);
        Assert.Equal(1, bus.PublishedOnce<OrderSent>().Event.OrderId);
        Assert.Equal(TimeSpan.FromSeconds(30), bus.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_handler_that_fails_for_good_leaves_dead_letters_and_those_behind_it_are_handled()
    {
        await using var bus = Shop.Start(static setup => setup.Handler(Shop.Billing).Capacity(1));
        bus.Fail(Shop.Billing, times: 5);
        var publishing = Task.Run(async () =>
        {
            for (var order = 1; order <= 50; order++)
            {
                await bus.PublishAsync(new OrderPlaced(order, 1));
            }
        });

        // The publisher waits for room behind a delivery that waits for another attempt.
        while (!publishing.IsCompleted)
        {
            await bus.Idle();
        }

        await bus.Idle();
        Assert.Equal(1, bus.DeadLetteredOnce<OrderPlaced>().Event.OrderId);
        Assert.Equal(49, bus.Published<OrderSent>().Count);
    }

    [Fact]
    public async Task Several_handlers_that_wait_are_tried_again_each_at_its_time()
    {
        await using var bus = Shop.Start(static setup =>
        {
            setup.Handler<Shop.Biller>().Retry(static retry => retry.Delay = TimeSpan.FromSeconds(7));
            setup.Handler<Shop.Counter>().Retry(static retry => retry.Delay = TimeSpan.FromSeconds(3));
        });
        var start = bus.Time.GetUtcNow();
        bus.Fail("*.OrderPlaced", times: 2);
        await bus.PublishAsync(new OrderPlaced(1, 1));
        await bus.Idle();
        Assert.Equal([0, 7, 21], bus.Attempts<OrderPlaced>("*.Biller.*").Select(attempt => (attempt.Time - start).TotalSeconds));
        Assert.Equal([0, 3, 9], bus.Attempts<OrderPlaced>("*.Counter.*").Select(attempt => (attempt.Time - start).TotalSeconds));
    }

    [Fact]
    public async Task A_throttled_handler_takes_its_time()
    {
        await using var bus = Shop.Start(static setup => setup.Handler(Shop.Billing).UseThrottle(1, TimeSpan.FromSeconds(1)));
        var start = bus.Time.GetUtcNow();
        for (var order = 0; order < 11; order++)
        {
            await bus.PublishAsync(new OrderPlaced(order, 1));
        }

        await bus.Idle();
        Assert.Equal(11, bus.Published<OrderSent>().Count);
        Assert.Equal(TimeSpan.FromSeconds(10), bus.Time.GetUtcNow() - start);
    }

    [Fact]
    public async Task The_test_may_move_time_itself()
    {
        await using var bus = Shop.Start();
        bus.MovesTime = false;
        var fault = bus.Fail(Shop.Billing, times: 1);
        await bus.PublishAsync(new OrderPlaced(1, 1));
        var idle = bus.Idle();
        while (fault.Count == 0)
        {
            await Task.Yield();
        }

        Assert.False(idle.IsCompleted);
        while (!idle.IsCompleted)
        {
            bus.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await idle;
        Assert.Equal(2, bus.HandledOnce<OrderPlaced>(Shop.Billing).Attempt);
    }
}
