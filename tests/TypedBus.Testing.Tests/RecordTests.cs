namespace TypedBus.Testing.Tests;

/// <summary>What happened, as a tree of cause and effect.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task Says_what_was_published_by_whom_and_why()
    {
        await using var bus = Shop.Start();
        await bus.PublishAsync(new OrderPlaced(1, 12.50m), new PublishOptions { CorrelationId = "c1", Key = "k" });
        await bus.Idle();

        var placed = bus.PublishedOnce<OrderPlaced>();
        Assert.Equal(12.50m, placed.Event.Total);
        Assert.Equal("k", placed.Key);
        Assert.Null(placed.PublishedBy);
        Assert.Null(placed.Cause);
        Assert.True(placed.CausationId.IsEmpty);

        var billed = bus.PublishedOnce<OrderBilled>();
        Assert.Equal(placed.Id, billed.CausationId);
        Assert.Equal("c1", billed.CorrelationId);
        Assert.Equal(Shop.Billing, billed.PublishedBy);
        Assert.Same(bus.HandledOnce<OrderPlaced>(Shop.Billing), billed.Cause);
        Assert.Same(placed, billed.Cause!.Cause);
        Assert.Same(billed, Assert.Single(billed.Cause.Published));
        Assert.Equal(2, placed.Attempts.Count);
    }

    [Fact]
    public async Task The_tree_is_readable()
    {
        await using var bus = Shop.Start();
        Assert.Equal("Nothing was published." + Environment.NewLine, bus.Tree());
        bus.Fail(Shop.Sending, times: 1, new InvalidOperationException("no stamps"));
        bus.Fail("*.CountBilled.*", exception: new InvalidOperationException("no fingers"));
        await bus.PublishAsync(new OrderPlaced(1, 12.50m));
        await bus.Idle();
        const string name = "TypedBus.Testing.Tests.Shop.";
        const string expected = $$"""
            OrderPlaced { OrderId = 1, Total = 12.50 }
              -> {{name}}Biller.Bill.OrderPlaced: handled
                OrderBilled { OrderId = 1 }
                  -> {{name}}Counter.CountBilled.OrderBilled: failed: InvalidOperationException: no fingers
                  -> {{name}}Counter.CountBilled.OrderBilled: failed at attempt 2: InvalidOperationException: no fingers
                  -> {{name}}Counter.CountBilled.OrderBilled: failed at attempt 3: InvalidOperationException: no fingers
                  -> {{name}}Counter.CountBilled.OrderBilled: failed at attempt 4: InvalidOperationException: no fingers
                  -> {{name}}Counter.CountBilled.OrderBilled: failed at attempt 5, and is a dead letter: InvalidOperationException: no fingers
                  -> {{name}}Sender.Send.OrderBilled: failed: InvalidOperationException: no stamps
                  -> {{name}}Sender.Send.OrderBilled: handled at attempt 2
                    OrderSent { OrderId = 1 }
                      nobody has handled it
              -> {{name}}Counter.Count.OrderPlaced: handled

            """;
        Assert.Equal(expected, bus.Tree(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task The_same_test_gives_the_same_tree_a_thousand_times()
    {
        var trees = new HashSet<string>();
        await Parallel.ForAsync(0, 1_000, async (_, _) =>
        {
            var tree = await RunAsync();
            lock (trees)
            {
                trees.Add(tree);
            }
        });
        Assert.Contains("OrderSent { OrderId = 10 }", Assert.Single(trees), StringComparison.Ordinal);

        static async Task<string> RunAsync()
        {
            await using var bus = Shop.Start(static setup => setup.Handler(Shop.Sending).UseThrottle(2, TimeSpan.FromSeconds(1)));
            bus.Fail(Shop.Billing, times: 3);
            bus.Fail("*", static context => context.Attempt < 3 ? new InjectedFaultException() : null);
            for (var order = 1; order <= 10; order++)
            {
                await bus.PublishAsync(new OrderPlaced(order, 1));
            }

            await bus.Idle();
            return bus.Tree() + string.Join(' ', bus.Published<OrderSent>().Select(static sent => sent.Event.OrderId)) + bus.Time.GetUtcNow().ToString("O");
        }
    }

    [Fact]
    public async Task Buses_in_parallel_know_nothing_of_each_other()
    {
        await Parallel.ForAsync(0, 200, async (number, _) =>
        {
            await using var bus = Shop.Start();
            await bus.PublishAsync(new OrderPlaced(number, 1));
            await bus.Idle();
            Assert.Equal(number, bus.PublishedOnce<OrderSent>().Event.OrderId);
        });
    }

    [Fact]
    public async Task What_is_not_there_once_is_an_error_that_shows_the_tree()
    {
        await using var bus = Shop.Start();
        Assert.Throws<RecordMismatchException>(() => bus.PublishedOnce<OrderSent>());
        await bus.PublishAsync(new OrderPlaced(1, 1));
        await bus.PublishAsync(new OrderPlaced(2, 1));
        await bus.Idle();
        var exception = Assert.Throws<RecordMismatchException>(() => bus.PublishedOnce<OrderSent>());
        Assert.StartsWith("Expected OrderSent to be published once, and it was 2 times.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("OrderSent { OrderId = 2 }", exception.Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<ArgumentException>(() => bus.Handled<OrderPlaced>("Biller"));
        Assert.Contains(Shop.Billing, unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publish_that_throws_is_not_among_the_published()
    {
        await using var bus = Shop.Start();
        await bus.Bus.StopAsync();
        await Assert.ThrowsAsync<PublishRefusedException>(() => bus.PublishAsync(new OrderPlaced(1, 1)).AsTask());
        Assert.Empty(bus.Published<OrderPlaced>());
        Assert.Contains("could not be published: PublishRefusedException", bus.Tree(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_letter_that_is_sent_back_is_handled_in_the_same_tree()
    {
        await using var bus = Shop.Start();
        var fault = bus.Fail<Shop.Biller>();
        await bus.PublishAsync(new OrderPlaced(1, 1));
        await bus.Idle();
        fault.Dispose();
        var letter = bus.DeadLetteredOnce<OrderPlaced>(Shop.Billing).DeadLetter!;
        Assert.True(await bus.Bus.DeadLetters.SendBackAsync(letter));
        await bus.Idle();
        Assert.Equal(5, fault.Count);
        Assert.Equal(6, bus.Attempts<OrderPlaced>(Shop.Billing).Count);
        Assert.Equal(bus.PublishedOnce<OrderPlaced>().Id, bus.PublishedOnce<OrderBilled>().CausationId);
    }

    [Fact]
    public async Task What_a_dispatch_returns_is_published_and_recorded()
    {
        await using var bus = Shop.Start();
        await bus.DispatchAsync(new OrderPlaced(1, 1));
        await bus.Idle();
        Assert.Equal(Shop.Billing, bus.PublishedOnce<OrderBilled>().PublishedBy);
        Assert.Null(bus.PublishedOnce<OrderBilled>().Cause);
        Assert.Equal(1, bus.PublishedOnce<OrderSent>().Event.OrderId);
    }
}
