using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Running;

/// <summary>Subscriptions come, go and pause while others publish: nothing is lost for those who stay, and nothing is done twice.</summary>
public sealed class SubscriptionRaceTests(ITestOutputHelper output)
{
    private const int Events = 24;

    [Event("tests.run.raced")]
    public readonly record struct Raced(int Number);

    private static BareBus Start() => BareBus.Start<SubscriptionRaceTests>(static bus => bus.ExpectSubscriptions("*"));

    private static EventSubscription Join(BareBus test, string name, ConcurrentQueue<int> handled, Action<SubscriptionOptions>? configure = null) =>
        test.Bus.Subscribe<Raced>(
            name,
            async context =>
            {
                var number = context.Event.Number;
                if (number % 3 == 0)
                {
                    await Task.Yield();
                }

                handled.Enqueue(number);
            },
            configure);

    private static async Task Publish(BareBus test, int delay)
    {
        for (var number = 0; number < Events; number++)
        {
            await Race.Dawdle(number % 4 == 0 ? delay / 4 : 1);
            await test.Bus.PublishAsync(new Raced(number));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Publishing_against_the_stop_of_one_subscription(int concurrency)
    {
        await using var test = Start();
        await Race.Run(output, ["none", "some", "all"], async random =>
        {
            var (stayed, left) = (new ConcurrentQueue<int>(), new ConcurrentQueue<int>());
            var staying = Join(test, "staying", stayed, static options => options.Capacity = 2);
            var leaving = Join(test, "leaving", left, options => (options.Capacity, options.Concurrency) = (2, concurrency));
            var (before, between) = (Race.Delay(random), Race.Delay(random));
            var publishing = Task.Run(() => Publish(test, between));
            for (var wait = random.Next(20); wait > 0; wait--)
            {
                await Race.Dawdle(before);
            }

            await leaving.StopAsync();
            var handled = left.Count;
            await publishing;
            await staying.StopAsync();
            Assert.Equal(Enumerable.Range(0, Events), stayed);
            Assert.Equal(handled, left.Count);
            Assert.Equal(Enumerable.Range(0, handled), left.Order());
            return handled == 0 ? "none" : handled == Events ? "all" : "some";
        });
        Assert.Empty(test.Log.At(LogLevel.Error));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Members_that_join_and_leave_while_others_publish(bool cutShort)
    {
        await using var test = Start();
        await Race.Run(output, ["the guest had none", "the guest had some"], async random =>
        {
            var (host, guest) = (new ConcurrentQueue<int>(), new ConcurrentQueue<int>());
            var (slow, between) = (Race.Delay(random), Race.Delay(random));
            var staying = Join(test, "host", host, static options => (options.Group, options.Capacity) = ("raced", 2));
            var publishing = Task.Run(() => Publish(test, between));
            if (random.Next(10) == 0)
            {
                await publishing;
            }

            while (!publishing.IsCompleted)
            {
                var leaving = Join(test, "guest", guest, static options => (options.Group, options.Capacity) = ("raced", 3));
                await Race.Dawdle(random.Next(2) * slow);
                await leaving.StopAsync(new CancellationToken(cutShort));
                await Race.Dawdle(slow / 2);
            }

            await publishing;
            await staying.StopAsync();
            Assert.Equal(Enumerable.Range(0, Events), host.Concat(guest).Order());
            return guest.IsEmpty ? "the guest had none" : "the guest had some";
        });
        Assert.Empty(test.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task Pausing_and_resuming_while_others_publish()
    {
        await using var test = Start();
        await Race.Run(output, ["it held something back", "it held nothing back"], async random =>
        {
            var handled = new ConcurrentQueue<int>();
            var board = Join(test, "board", handled, static options => options.Capacity = 3);
            var (pause, between) = (Race.Delay(random), Race.Delay(random));
            var publishing = Task.Run(() => Publish(test, between));
            var held = false;
            while (!publishing.IsCompleted)
            {
                board.Pause();
                await Race.Dawdle(pause);
                held |= test.Bus.Snapshot().Subscriptions.Single().Depth > 0;
                board.Resume();
                await Race.Dawdle(pause);
            }

            await publishing;
            board.Pause();
            await board.StopAsync();
            Assert.Equal(Enumerable.Range(0, Events), handled);
            return held ? "it held something back" : "it held nothing back";
        });
    }

    [Fact]
    public async Task The_stop_of_the_bus_against_that_of_a_subscription()
    {
        await Race.Run(output, ["the bus had stopped", "the bus was stopping"], async random =>
        {
            var test = Start();
            var handled = new ConcurrentQueue<int>();
            var board = Join(test, "board", handled);
            for (var number = 0; number < Events; number++)
            {
                await test.Bus.PublishAsync(new Raced(number));
            }

            var (first, second) = (Race.Delay(random), Race.Delay(random));
            var stopping = Task.Run(async () =>
            {
                await Race.Dawdle(first);
                await test.Bus.StopAsync();
            });
            for (var wait = random.Next(12); wait > 0; wait--)
            {
                await Race.Dawdle(second);
            }

            await Task.WhenAll(board.StopAsync(), board.DisposeAsync().AsTask());
            var outcome = stopping.IsCompleted ? "the bus had stopped" : "the bus was stopping";
            await stopping;
            await test.DisposeAsync();
            Assert.Equal(Enumerable.Range(0, Events), handled);
            Assert.Empty(test.Log.At(LogLevel.Error));
            return outcome;
        });
    }

    [Fact]
    public async Task A_name_is_taken_anew_while_it_becomes_free()
    {
        await using var test = Start();
        await Race.Run(output, ["in use", "free"], async random =>
        {
            var board = Join(test, "board", []);
            var (first, second) = (Race.Delay(random), Race.Delay(random));
            var disposing = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
            {
                await Race.Dawdle(first);
                await board.DisposeAsync();
            })).ToArray();
            await Race.Dawdle(second);
            string outcome;
            try
            {
                await using var again = Join(test, "board", []);
                outcome = "free";
            }
            catch (ArgumentException)
            {
                outcome = "in use";
            }

            await Task.WhenAll(disposing);
            return outcome;
        });
        Assert.Empty(test.Bus.Subscriptions);
    }

    [Fact]
    public async Task An_enumeration_that_is_left_while_others_publish()
    {
        await using var test = Start();
        await Race.Run(output, ["left early", "saw all"], async random =>
        {
            var most = random.Next(1, Events + 6);
            await using var events = test.Bus.SubscribeAsync<Raced>(capacity: 1 + random.Next(3)).GetAsyncEnumerator();
            var between = Race.Delay(random);
            var publishing = Task.Run(() => Publish(test, between));
            var seen = 0;
            while (seen < Math.Min(most, Events) && await events.MoveNextAsync())
            {
                Assert.Equal(seen++, events.Current.Number);
            }

            await events.DisposeAsync();
            await publishing;
            return seen == Events ? "saw all" : "left early";
        });
        Assert.Empty(test.Bus.Subscriptions);
        Assert.Empty(test.Log.At(LogLevel.Error));
    }
}
