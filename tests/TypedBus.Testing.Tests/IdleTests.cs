using Microsoft.Extensions.DependencyInjection;

namespace TypedBus.Testing.Tests;

/// <summary>Idle ends when all consequences have ended, and not before.</summary>
public sealed class IdleTests
{
    private const string Here = "TypedBus.Testing.Tests.IdleTests.";

    [Event("tests.idle.ping")]
    public readonly record struct Ping(int Left);

    [Event("tests.idle.pong")]
    public readonly record struct Pong(int Left);

    [Event("tests.idle.work")]
    public readonly record struct Work(int Number);

    [Event("tests.idle.slow")]
    public readonly record struct Slow(TimeSpan Delay);

    public sealed class Cycle
    {
        [Handler(Capacity = 1)]
        public async ValueTask<Pong?> There(Ping ping)
        {
            await Task.Yield();
            return ping.Left == 0 ? null : new Pong(ping.Left - 1);
        }

        [Handler(Capacity = 1)]
        public Ping? Back(Pong pong) => pong.Left == 0 ? null : new Ping(pong.Left - 1);
    }

    public sealed class Worker(Gate gate)
    {
        [Handler(Capacity = 2)]
        public Task Do(Work work) => gate.Opened;
    }

    public sealed class Waiter(TimeProvider time)
    {
        [Handler]
        public Task Wait(Slow slow, CancellationToken cancellationToken) => Task.Delay(slow.Delay, time, cancellationToken);
    }

    public sealed class Gate
    {
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Opened => _opened.Task;

        public void Open() => _opened.SetResult();
    }

    [Fact]
    public async Task Ends_where_a_paused_subscription_holds_all_that_is_outstanding()
    {
        await using var bus = TestBus.Start(EventModules.All, static setup => setup.Handlers.Except("*"));
        var board = bus.Bus.Subscribe<Work>("board", static _ => default, static options => options.Capacity = 2);
        board.Pause();
        var publishing = Enumerable.Range(0, 3).Select(number => bus.PublishAsync(new Work(number)).AsTask()).ToArray();
        await bus.Idle(TestContext.Current.CancellationToken);
        Assert.Empty(bus.Handled<Work>());
        board.Resume();
        await Task.WhenAll(publishing);
        await bus.Idle(TestContext.Current.CancellationToken);
        await board.StopAsync();
        Assert.Equal(3, bus.Handled<Work>("board").Count);
    }

    [Fact]
    public async Task Ends_at_once_where_nothing_is_outstanding()
    {
        await using var bus = Shop.Start();
        Assert.True(bus.Idle().IsCompletedSuccessfully);
        await bus.PublishAsync(new OrderPlaced(1, 2));
        await bus.Idle();
        Assert.True(bus.Idle().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Ends_after_all_that_a_cascade_brings()
    {
        await using var bus = Shop.Start();
        for (var order = 1; order <= 100; order++)
        {
            await bus.PublishAsync(new OrderPlaced(order, 1));
        }

        await bus.Idle();
        Assert.Equal(Enumerable.Range(1, 100), bus.Published<OrderSent>().Select(static sent => sent.Event.OrderId));
        Assert.Equal(200, bus.Handled<OrderPlaced>().Count);
        Assert.Equal(200, bus.Handled<OrderBilled>().Count);
    }

    [Fact]
    public async Task Ends_after_a_long_cycle_of_handlers()
    {
        await using var bus = Shop.Quiet(Here + "Cycle.*");
        await bus.PublishAsync(new Ping(20_000));
        await bus.Idle();
        Assert.Equal(10_001, bus.Handled<Ping>().Count);
        Assert.Equal(10_000, bus.Handled<Pong>().Count);
        Assert.Contains("… and ", bus.Tree(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_end_while_a_handler_runs_or_a_publisher_waits_for_room()
    {
        await using var bus = Shop.Quiet(Here + "Worker.*", static setup => setup.Services.AddSingleton<Gate>());
        var publishing = Task.Run(async () =>
        {
            for (var number = 0; number < 20; number++)
            {
                await bus.PublishAsync(new Work(number));
            }
        });
        while (bus.Published<Work>().Count < 4)
        {
            await Task.Yield();
        }

        var idle = bus.Idle();
        Assert.False(idle.IsCompleted);
        bus.Services.GetRequiredService<Gate>().Open();
        await publishing;
        await idle;
        await bus.Idle();
        Assert.Equal(20, bus.Handled<Work>().Count);
    }

    [Fact]
    public async Task Ends_for_several_who_wait_and_while_others_publish()
    {
        await using var bus = Shop.Start();
        var publishers = Enumerable.Range(0, 4).Select(publisher => Task.Run(async () =>
        {
            for (var order = 0; order < 200; order++)
            {
                await bus.PublishAsync(new OrderPlaced((publisher * 1_000) + order, 1));
                await bus.Idle();
                Assert.Contains(bus.Published<OrderSent>(), sent => sent.Event.OrderId == (publisher * 1_000) + order);
            }
        }));
        await Task.WhenAll(publishers);
        Assert.Equal(800, bus.Published<OrderSent>().Count);
    }

    [Fact]
    public async Task Cancelled_it_says_what_is_outstanding()
    {
        await using var bus = Shop.Quiet(Here + "Worker.*", static setup => setup.Services.AddSingleton<Gate>());
        await bus.PublishAsync(new Work(7));
        while (bus.Attempts<Work>().Count == 0)
        {
            await Task.Yield();
        }

        using var cancel = new CancellationTokenSource();
        var idle = bus.Idle(cancel.Token);
        await cancel.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => idle);
        Assert.Contains("Work { Number = 7 }", exception.Message, StringComparison.Ordinal);
        Assert.Contains(": runs", exception.Message, StringComparison.Ordinal);
        bus.Services.GetRequiredService<Gate>().Open();
    }

    [Fact]
    public async Task A_handler_that_waits_for_virtual_time_waits_for_the_test()
    {
        await using var bus = Shop.Quiet(Here + "Waiter.*");
        await bus.PublishAsync(new Slow(TimeSpan.FromHours(1)));
        while (bus.Attempts<Slow>().Count == 0)
        {
            await Task.Yield();
        }

        var idle = bus.Idle();
        Assert.False(idle.IsCompleted);
        while (!idle.IsCompleted)
        {
            bus.Time.Advance(TimeSpan.FromMinutes(30));
            await Task.Yield();
        }

        await idle;
        Assert.Single(bus.Handled<Slow>());
    }

    [Fact]
    public async Task Disposing_ends_a_stop_that_waits_for_another_attempt()
    {
        var bus = Shop.Start();
        bus.MovesTime = false;
        var fault = bus.Fail(Shop.Billing);
        await bus.PublishAsync(new OrderPlaced(1, 1));
        while (fault.Count == 0)
        {
            await Task.Yield();
        }

        var stop = bus.Bus.StopAsync();
        Assert.False(stop.IsCompleted);
        await bus.DisposeAsync();
        await stop;
    }

    [Fact]
    public async Task Disposing_leaves_a_handler_behind_that_heeds_no_token()
    {
        var bus = Shop.Quiet(Here + "Worker.*", static setup => setup.Services.AddSingleton<Gate>());
        await bus.PublishAsync(new Work(1));
        while (bus.Attempts<Work>().Count == 0)
        {
            await Task.Yield();
        }

        await bus.DisposeAsync();
        Assert.False(Assert.Single(bus.Attempts<Work>()).HasEnded);
    }

    [Fact]
    public async Task Disposing_ends_though_a_handler_waits_for_virtual_time_or_another_attempt()
    {
        var bus = Shop.Quiet(Here + "Waiter.*", static setup => setup.Handlers.Only("TypedBus.Testing.Tests.Shop.*"));
        bus.Fail(Shop.Billing);
        await bus.PublishAsync(new Slow(TimeSpan.FromHours(1)));
        await bus.PublishAsync(new OrderPlaced(1, 1));
        await bus.DisposeAsync();
        Assert.Empty(bus.Handled<Slow>());
        Assert.Empty(bus.DeadLettered<OrderPlaced>());
    }
}
