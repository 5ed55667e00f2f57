using TypedBus.Nats;
using TypedBus.Transports.Tests.Support;
using TypedBus.Transports.Worker;

namespace TypedBus.Transports.Tests.JetStream;

/// <summary>Several processes share a subscription, and end in the middle of their work. Their handlers' results are stored once.</summary>
public sealed class ProcessTests : JetStreamTest
{
    [Theory]
    [InlineData(Hang.InDelivery)]
    [InlineData(Hang.BeforeSettlement)]
    public async Task Process_that_is_killed_in_the_middle_of_a_delivery_leaves_it_to_the_next_and_results_are_stored_once(Hang hang)
    {
        const int Count = 12;
        await using var bus = await WorkerBus.StartAsync(Server.Url, handles: false);
        await PublishAsync(bus, 0, Count);

        await using var first = WorkerProcess.Start(Server, hang);
        if (hang == Hang.BeforeSettlement)
        {
            await Admin.UntilAsync(EntriesAsync, static entries => entries == 1);
        }

        await Admin.UntilAsync(() => Task.FromResult(first.Handled), static handled => handled.Count == 1);
        var held = await Admin.ConsumerAsync("ledger", Name);
        Assert.InRange(held.NumAckPending, 1, 4);
        await first.KillAsync();

        await using var second = WorkerProcess.Start(Server);
        await Admin.UntilAsync(() => Admin.ConsumerAsync("ledger", Name), static consumer => consumer.NumAckPending == 0 && consumer.NumPending == 0);

        // The one that was in hand was handled by both, and its result was published by both.
        Assert.Equal([0], first.Handled);
        Assert.Equal(Enumerable.Range(0, Count), second.Handled.Order());
        Assert.Equal(Count, await EntriesAsync());
        await second.StopAsync();

        var transport = (JetStreamTransport)bus.Transports["jetstream"];
        var entries = new List<string>();
        await foreach (var message in transport.ReplayAsync("entries.entered"))
        {
            entries.Add(message.Headers[HeaderNames.Id]);
        }

        Assert.Equal(Count, entries.Distinct().Count());
        var delivered = (await Admin.ConsumerAsync("ledger", Name)).Delivered.ConsumerSeq;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{hang}: published {Count}, delivered {delivered}, handled {first.Handled.Count + second.Handled.Count}, results stored {entries.Count}");
        Assert.True(delivered > Count, "Nothing came again: the run says nothing.");
    }

    [Fact]
    public async Task Two_processes_share_a_group_and_one_that_stops_leaves_nothing_half_done()
    {
        const int Count = 200;
        await using var bus = await WorkerBus.StartAsync(Server.Url, handles: false);
        await PublishAsync(bus, 0, Count);
        await using var first = WorkerProcess.Start(Server);
        await using var second = WorkerProcess.Start(Server);
        await Admin.UntilAsync(() => Task.FromResult(second.Handled.Count + first.Handled.Count), static count => count >= 1);
        var published = Count;
        while (first.Handled.Count == 0 || second.Handled.Count == 0 || first.Handled.Count + second.Handled.Count < Count)
        {
            // Until both have been at it, there is more to do.
            await PublishAsync(bus, published, 20);
            published += 20;
            Assert.True(published < 20_000, "One of the two never gets anything.");
        }

        await first.StopAsync();
        await PublishAsync(bus, published, 20);
        published += 20;
        await Admin.UntilAsync(() => Admin.ConsumerAsync("ledger", Name), static consumer => consumer.NumAckPending == 0 && consumer.NumPending == 0);
        await second.StopAsync();

        TestContext.Current.TestOutputHelper!.WriteLine($"published {published}, handled {first.Handled.Count} and {second.Handled.Count}");
        Assert.Equal(Enumerable.Range(0, published), first.Handled.Concat(second.Handled).Order());
        Assert.Equal(published, await EntriesAsync());
    }

    [Fact]
    public async Task Process_that_is_killed_while_two_share_a_group_loses_nothing()
    {
        await using var bus = await WorkerBus.StartAsync(Server.Url, handles: false);
        await using var first = WorkerProcess.Start(Server, prefetch: 16);
        await using var second = WorkerProcess.Start(Server, prefetch: 16);
        var published = 0;
        while (first.Handled.Count == 0 || second.Handled.Count == 0)
        {
            // Until both are at it.
            await PublishAsync(bus, published, 20);
            published += 20;
            Assert.True(published < 20_000, "One of the two never gets anything.");
        }

        var publishing = PublishAsync(bus, published, 200);
        published += 200;
        await first.KillAsync();
        await publishing;
        await Admin.UntilAsync(
            async () => (await EntriesAsync(), await Admin.ConsumerAsync("ledger", Name)),
            state => state.Item1 == published && state.Item2.NumAckPending == 0);

        var both = first.Handled.Concat(second.Handled).ToList();
        var lost = published - both.Distinct().Count();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"published {published}, handled {first.Handled.Count} and {second.Handled.Count}, twice {both.Count - both.Distinct().Count()}, lost {lost}");
        Assert.Equal(0, lost);
    }

    private static string Name => ConsumerNameOf($"{typeof(Ledger).FullName}.{nameof(Ledger.Enter)}.{nameof(Ordered)}");

    private static string ConsumerNameOf(string handler) => TypedBus.Nats.JetStream.ConsumerNames.Escape(handler);

    private static async Task PublishAsync(EventBus bus, int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            await bus.PublishAsync(new Ordered(number));
        }
    }

    private async Task<long> EntriesAsync() => (await Admin.StreamAsync("entries")).State.Messages;
}
