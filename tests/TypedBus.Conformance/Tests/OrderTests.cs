namespace TypedBus.Conformance.Tests;

/// <summary>What one publisher has published is handled in its order.</summary>
internal static class OrderTests
{
    public static ConformanceTest[] All { get; } =
    [
        new(nameof(NoAck), CarrierFeatures.Ordered, NoAck),
        new(nameof(PublishSubscribeInOrder), CarrierFeatures.Ordered, PublishSubscribeInOrder),
        new(nameof(FailedIsTriedAgainInItsPlace), CarrierFeatures.Ordered, FailedIsTriedAgainInItsPlace),
    ];

    private static async Task NoAck(Stage stage)
    {
        const int Count = 50;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reader = stage.Open();
        var (held, witness) = (stage.Inbox("held"), stage.Inbox("witness"));
        reader.Subscribe<Numbered>(held, async _ => await gate.Task);
        reader.Subscribe<Numbered>(witness);
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(Count, stage.Numbered);
        await reader.StartAsync();

        // While the first is in hand, no other comes, though somebody else has all of them.
        await held.BeginsAsync(1);
        await witness.HandlesAsync(Count);
        Expect.Equal(1, held.Begun.Count);
        gate.SetResult();
        await held.HandlesAsync(Count);
        await reader.CloseAsync();
        held.ExpectAll(Count);
        Expect.Equal(1, held.MostInHand);
        Expect.Sequence(Enumerable.Range(0, Count), held.Handled.Select(static received => received.Number), "The events");
    }

    private static async Task PublishSubscribeInOrder(Stage stage)
    {
        var count = stage.Size(1_000, 100);
        var reader = stage.Open();
        var (single, keyed, group) = (stage.Inbox("single"), stage.Inbox("keyed"), stage.GroupInbox("group"));
        reader.Subscribe<Numbered>(single);
        reader.Subscribe<Numbered>(keyed, configure: static options => options.Concurrency = 10);
        foreach (var _ in Enumerable.Range(0, stage.Can(CarrierFeatures.OrderedInGroup) ? 10 : 0))
        {
            reader.Subscribe<Numbered>(group);
        }

        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(count, number => stage.Numbered(number) with { Kind = number % 16 });
        await reader.StartAsync();
        await single.HandlesAsync(count);
        await keyed.HandlesAsync(count);
        ExpectOrder(single, count, kinds: 1);
        ExpectOrder(keyed, count, kinds: 16);
        if (stage.Can(CarrierFeatures.OrderedInGroup))
        {
            await group.HandlesAsync(count);
            ExpectOrder(group, count, kinds: 16);
        }

        await reader.CloseAsync();
    }

    private static async Task FailedIsTriedAgainInItsPlace(Stage stage)
    {
        var reader = stage.Open();
        var inbox = stage.Inbox("failing");
        reader.Subscribe<Numbered>(
            inbox, static context => context is { Event.Number: 0, Attempt: < 3 } ? throw new InvalidOperationException("Not yet.") : default);
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(3, stage.Numbered);
        await reader.StartAsync();
        await inbox.HandlesAsync(3);
        await reader.CloseAsync();
        Expect.Sequence(
            [(0, 1), (0, 2), (0, 3), (1, 1), (2, 1)], inbox.Begun.Select(static received => (received.Number, received.Attempt)), "The attempts");
    }

    // Where events are redelivered nevertheless, what is new among them is in order.
    private static void ExpectOrder(Inbox inbox, int count, int kinds)
    {
        inbox.ExpectAll(count);
        foreach (var kind in Enumerable.Range(0, kinds))
        {
            Expect.Sequence(
                Enumerable.Range(0, count).Where(number => number % kinds == kind),
                inbox.Handled.Select(static received => received.Number).Distinct().Where(number => number % kinds == kind),
                $"{inbox.Name}: the events of kind {kind}");
        }
    }
}
