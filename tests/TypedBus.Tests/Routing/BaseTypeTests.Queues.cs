using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Routing;

/// <content>What a queue does for the events of a base type: order, retries, groups, room, scopes.</content>
public sealed partial class BaseTypeTests
{
    [Fact]
    public async Task Events_of_several_types_keep_the_order_of_one_publisher()
    {
        await using var test = Start("Sequence.*");
        for (var number = 0; number < 3_000; number += 3)
        {
            await test.Bus.PublishAsync(new Placed(number, "eu"));
            await test.Bus.PublishAsync(new Billed(number + 1));
            await test.Bus.PublishAsync(new Shipped(number + 2));
        }

        await test.Bus.StopAsync();
        Assert.Equal(Enumerable.Range(0, 3_000).Select(static number => $"{number}"), test.Recorder.Entries);
    }

    [Fact]
    public async Task A_delivery_that_fails_is_tried_again_and_sent_back_as_it_was()
    {
        await using var test = BareBus.Start<BaseTypeTests>(
            static bus => bus.Retry(static retry => (retry.Attempts, retry.Delay) = (2, TimeSpan.Zero)), "Failing.*");
        var options = new PublishOptions { CorrelationId = "c", Headers = new Dictionary<string, string> { ["a"] = "b" } };
        await test.Bus.PublishAsync(new Placed(1, "eu"), options);
        await test.Recorder.Reaches(2);
        await WaitForLetter(test.Bus);
        var letter = Assert.Single(test.Bus.DeadLetters.List());
        Assert.Equal("tests.bases.eu.placed", letter.Subject);
        Assert.Equal(new Placed(1, "eu"), letter.Event);

        Assert.True(await test.Bus.DeadLetters.SendBackAsync(letter));
        await test.Bus.StopAsync();
        Assert.Equal(
            ["1 tests.bases.eu.placed 1 c", "2 tests.bases.eu.placed 1 c", "1 tests.bases.eu.placed 1 c", "2 tests.bases.eu.placed 1 c"],
            test.Recorder.Entries);
    }

    [Fact]
    public async Task A_group_is_shared_by_handlers_of_the_event_and_of_its_base()
    {
        await using var test = Start("Grouped.*");
        for (var number = 0; number < 40; number++)
        {
            await test.Bus.PublishAsync(new Billed(number));
            await test.Bus.PublishAsync(new Shipped(100 + number));
            await test.Bus.PublishAsync(new Other(number));
        }

        await test.Bus.StopAsync();
        Assert.Equal(80, test.Recorder.Entries.Select(static entry => entry.Split(' ')[1]).Distinct().Count());
        Assert.Equal(
            (20, 40, 20),
            (Count("typed"), Count("base"), Count("filtered")));
        Assert.Equal(80, test.Recorder.Entries.Count);
        Assert.Equal(40, test.Bus.UnheardCount);

        int Count(string word) => test.Recorder.Entries.Count(entry => entry.StartsWith(word, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_workers_share_one_queue_and_publishers_wait_for_room()
    {
        await using var test = Start("Parallel.*");
        await test.Bus.PublishAsync(new Billed(1));
        await test.Recorder.Reaches(1);
        await test.Bus.PublishAsync(new Shipped(2));
        await test.Recorder.Reaches(2);
        await test.Bus.PublishAsync(new Placed(3, "eu"));
        using var source = new CancellationTokenSource();
        var waiting = test.Bus.PublishAsync(new Billed(4), source.Token).AsTask();
        var moved = test.Bus.PublishAsync(new Placed(5, "us")).AsTask();
        Assert.False(waiting.IsCompleted || moved.IsCompleted);

        await source.CancelAsync();
        await Assert.ThrowsAsync<PublishCanceledException>(() => waiting);
        test.Recorder.Open("out");
        await moved;
        await test.Bus.StopAsync();
        Assert.Equal(["in 1", "in 2", "in 3", "in 5"], test.Recorder.Entries);
    }

    [Fact]
    public async Task A_full_queue_of_a_base_type_drops_as_it_says()
    {
        await using var test = Start("Dropping.*");
        await test.Bus.PublishAsync(new Billed(1));
        await test.Recorder.Reaches(1);
        await test.Bus.PublishAsync(new Billed(2));
        await test.Bus.PublishAsync(new Shipped(3));
        await test.Bus.DispatchAsync(new Other(4));
        test.Recorder.Open("out");
        await test.Bus.StopAsync();

        Assert.Equal(["1", "5"], test.Recorder.Entries);
        Assert.Equal(3, test.Bus.Snapshot().Subscriptions.Single(static one => one.Name.Contains("Keep", StringComparison.Ordinal)).Dropped);
    }

    [Fact]
    public async Task Each_delivery_to_a_scoped_class_has_a_scope()
    {
        await using var test = BareBus.Start<BaseTypeTests>(static bus => bus.Services.AddScoped<ScopeMark>(), "InScope.*");
        await test.Bus.PublishAsync(new Billed(1));
        await test.Recorder.Reaches(1);
        await test.Bus.DispatchAsync(new Billed(1));

        Assert.Equal(2, test.Recorder.Entries.Distinct().Count());
    }
}
