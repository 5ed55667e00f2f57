using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Running;

/// <summary>A subscription that is added at run time is one like those of generated handlers.</summary>
public sealed class SubscribeTests
{
    [Event("tests.run.placed")]
    public readonly record struct Placed(int Number);

    [Event("tests.run.billed")]
    public readonly record struct Billed(int Number);

    public readonly record struct Undeclared(int Number);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler(Attempts = 1)]
        public Billed Bill(Placed placed)
        {
            recorder.Add($"bill {placed.Number}");
            return placed.Number < 0 ? throw new InvalidOperationException("negative") : new Billed(placed.Number);
        }
    }

    private const string Bill = "TypedBus.Tests.Running.SubscribeTests.Handlers.Bill.SubscribeTests.Placed";

    private static BareBus Start(Action<EventBusBuilder>? configure = null) =>
        BareBus.Start<SubscribeTests>(bus =>
        {
            bus.ExpectSubscriptions("board*");
            configure?.Invoke(bus);
        });

    [Fact]
    public async Task It_has_what_is_published_from_now_on_until_it_is_stopped()
    {
        await using var test = Start();
        await test.Bus.PublishAsync(new Placed(1));
        await using (var board = test.Bus.Subscribe<Placed>("board", context =>
        {
            test.Recorder.Add($"board {context.Event.Number} of {context.Handler}");
            return default;
        }))
        {
            await board.Started;
            await test.Bus.PublishAsync(new Placed(2));
            Assert.False(board.Stopped.IsCompleted);
            Assert.Same(board, test.Bus.Subscriptions["board"]);
        }

        await test.Bus.PublishAsync(new Placed(3));
        await test.Bus.StopAsync();
        Assert.Equal(["bill 1", "bill 2", "bill 3", "board 2 of board"], test.Recorder.Entries.Order());
    }

    [Fact]
    public async Task What_its_handler_publishes_follows_from_the_delivery()
    {
        await using var test = Start(static bus => bus.Handlers.Except("*"));
        await using var board = test.Bus.Subscribe<Placed>("board", context => context.PublishAsync(new Billed(context.Event.Number)));
        await using var tail = test.Bus.Subscribe<Billed>("board.tail", context =>
        {
            test.Recorder.Add($"{context.Event.Number} {context.CausationId != default} {context.CorrelationId}");
            return default;
        });
        await test.Bus.PublishAsync(new Placed(7), new PublishOptions { CorrelationId = "chain" });
        Assert.Equal(["7 True chain"], await test.Recorder.Reaches(1));
    }

    [Fact]
    public async Task Middleware_failure_policy_dead_letters_and_counts_apply()
    {
        await using var test = Start(static bus =>
        {
            bus.Retry(static retry => retry.Delay = TimeSpan.Zero);
            bus.Handler("board").Use(static next => context => context.Attempt == 1 ? throw new TimeoutException() : next(context));
        });
        var fails = true;
        await using var board = test.Bus.Subscribe<Billed>(
            "board",
            context =>
            {
                test.Recorder.Add($"attempt {context.Attempt}");
                return fails ? throw new InvalidOperationException("no") : default;
            },
            static options => (options.Attempts, options.Capacity, options.Concurrency) = (3, 7, 2));
        await test.Bus.PublishAsync(new Billed(1));
        await test.Recorder.Reaches(2);
        while (test.Bus.DeadLetters.Count == 0)
        {
            await Task.Yield();
        }

        var letter = Assert.Single(test.Bus.DeadLetters.List());
        Assert.Equal(("board", 3), (letter.Handler, letter.Attempts));
        fails = false;
        Assert.True(await test.Bus.DeadLetters.SendBackAsync(letter));
        Assert.Equal(["attempt 2", "attempt 3", "attempt 2"], await test.Recorder.Reaches(3));
        await test.Bus.StopAsync();
        var snapshot = test.Bus.Snapshot().Subscriptions.Single(static subscription => subscription.Name == "board");
        Assert.Equal((2, 2, 3, 1), (snapshot.Accepted, snapshot.Settled, snapshot.Retries, snapshot.DeadLetters));
        Assert.Contains(test.Log.Lines, static line => line.Text.Contains("board (group its own, concurrency 2, capacity 7, attempts 3)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_for_its_name_apply()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            [new("TypedBus:Handlers:board:Capacity", "3"), new("TypedBus:Handlers:board:Attempts", "2"), new("TypedBus:Handlers:board.off:Enabled", "false")]);
        await using var test = Start(bus => bus.Services.AddSingleton<IConfiguration>(settings.Build()));
        await using var board = test.Bus.Subscribe<Placed>("board", static _ => default, static options => options.Capacity = 9);
        Assert.Contains(test.Log.Lines, static line => line.Text.Contains("board (group its own, concurrency 1, capacity 3, attempts 2)", StringComparison.Ordinal));
        var failure = Assert.Throws<InvalidOperationException>(() => test.Bus.Subscribe<Placed>("board.off", static _ => default));
        Assert.Contains("TypedBus:Handlers:board.off:Enabled", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_for_a_name_that_nobody_announced_are_an_error_at_start()
    {
        var failure = Assert.Throws<InvalidOperationException>(
            static () => BareBus.Start<SubscribeTests>(static bus => bus.Handler("bord").Capacity(3)));
        Assert.Contains("'bord'", failure.Message, StringComparison.Ordinal);
        await using var test = Start(static bus => bus.Handler("boards").Capacity(3));
    }

    [Fact]
    public async Task A_name_is_one_subscriptions_alone_until_it_has_stopped()
    {
        await using var test = Start();
        var board = test.Bus.Subscribe<Placed>("board", static _ => default);
        var failure = Assert.Throws<ArgumentException>(() => test.Bus.Subscribe<Billed>("board", static _ => default));
        Assert.Contains("'board' runs already", failure.Message, StringComparison.Ordinal);
        failure = Assert.Throws<ArgumentException>(() => test.Bus.Subscribe<Placed>(Bill, static _ => default));
        Assert.Contains("the name of a handler", failure.Message, StringComparison.Ordinal);
        await board.StopAsync();
        Assert.False(test.Bus.Subscriptions.TryGet("board", out _));
        await using var again = test.Bus.Subscribe<Billed>("board", static _ => default);
        failure = Assert.Throws<ArgumentException>(board.Start);
        Assert.Contains("'board' runs already", failure.Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<KeyNotFoundException>(() => test.Bus.Subscriptions["bord"]);
        Assert.Contains("'board'", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_that_no_module_declares_and_a_bus_that_has_stopped_are_errors_that_name_the_remedy()
    {
        await using var test = Start();
        var failure = Assert.Throws<InvalidOperationException>(() => test.Bus.Subscribe<Undeclared>("board", static _ => default));
        Assert.Contains("Undeclared: no module of this bus declares it. Mark the type [Event", failure.Message, StringComparison.Ordinal);
        Assert.False(test.Bus.Subscriptions.TryGet("board", out _));
        await test.Bus.StopAsync();
        failure = Assert.Throws<InvalidOperationException>(() => test.Bus.Subscribe<Placed>("board", static _ => default));
        Assert.Contains("the bus is stopping", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_middleware_that_cannot_be_made_leaves_nothing_behind()
    {
        var fails = true;
        await using var test = Start(bus => bus.Handler("board").Use(next => fails ? throw new InvalidOperationException("no such thing") : next));
        Assert.Throws<InvalidOperationException>(() => test.Bus.Subscribe<Placed>("board", static _ => default));
        fails = false;
        await using var board = test.Bus.Subscribe<Placed>("board", static _ => default);
    }

    [Fact]
    public async Task A_generated_handlers_subscription_is_paused_stopped_and_started_again()
    {
        await using var test = Start();
        var bill = test.Bus.Subscriptions[Bill];
        await bill.StopAsync();
        await test.Bus.PublishAsync(new Placed(1));
        Assert.Equal(1, test.Bus.UnheardCount);
        bill.Start();
        bill.Start();
        await test.Bus.PublishAsync(new Placed(2));
        Assert.Equal(["bill 2"], await test.Recorder.Reaches(1));
        Assert.False(bill.Stopped.IsCompleted);
        await Task.WhenAll(bill.StopAsync(), bill.StopAsync(), bill.DisposeAsync().AsTask());
        Assert.True(bill.Stopped.IsCompletedSuccessfully);
        Assert.Equal(["bill 2"], test.Recorder.Entries);
    }

    [Fact]
    public async Task A_dead_letter_of_a_stopped_subscription_is_kept_until_it_is_started_again()
    {
        await using var test = Start();
        var bill = test.Bus.Subscriptions[Bill];
        await test.Bus.PublishAsync(new Placed(-1));
        await bill.StopAsync();
        var letter = Assert.Single(test.Bus.DeadLetters.List());
        var failure = await Assert.ThrowsAsync<PublishRefusedException>(async () => await test.Bus.DeadLetters.SendBackAsync(letter));
        Assert.Contains("has stopped: its dead letter is kept", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, test.Bus.DeadLetters.Count);
        bill.Start();
        Assert.True(await test.Bus.DeadLetters.SendBackAsync(letter));
        await test.Recorder.Reaches(2);
    }

    [Fact]
    public async Task The_bus_ends_its_subscriptions()
    {
        await using var test = Start();
        var board = test.Bus.Subscribe<Placed>("board", static _ => default);
        await test.Bus.StopAsync();
        await board.Stopped;
        await board.StopAsync();
        board.Pause();
        board.Resume();
        Assert.Throws<InvalidOperationException>(board.Start);
        await test.Bus.DisposeAsync();
        await board.DisposeAsync();
    }
}
