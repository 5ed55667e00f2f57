namespace TypedBus.Conformance.Tests;

/// <summary>Whoever is slow holds up nobody else, and takes no more than was agreed.</summary>
internal static class PressureTests
{
    public static ConformanceTest[] All { get; } =
    [
        new(nameof(SlowSubscriptionHoldsUpNobody), CarrierFeatures.None, SlowSubscriptionHoldsUpNobody),
        new(nameof(WhatWaitsIsBounded), CarrierFeatures.Backpressure, WhatWaitsIsBounded),
        new(nameof(SlowHandlerIsWaitedFor), CarrierFeatures.SettleTime, SlowHandlerIsWaitedFor),
    ];

    private static async Task SlowSubscriptionHoldsUpNobody(Stage stage)
    {
        const int Count = 50;
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var reader = stage.Open();
        var (slow, quick) = (stage.Inbox("slow"), stage.Inbox("quick"));
        reader.Subscribe<Numbered>(slow, async _ => await gate.Task, static options => options.Capacity = Count);
        reader.Subscribe<Numbered>(quick);
        await reader.StartAsync();
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(stage.Numbered(0));
        await slow.BeginsAsync(1);
        await publisher.PublishAsync(Count - 1, number => stage.Numbered(number + 1));
        await quick.HandlesAsync(Count);
        Expect.That(slow.Handled.Count == 0, "The slow one has handled something, which it does not before it is let go");
        gate.SetResult();
        await slow.HandlesAsync(Count);
        await reader.CloseAsync();
        slow.ExpectAll(Count);
        quick.ExpectAll(Count);
    }

    private static async Task WhatWaitsIsBounded(Stage stage)
    {
        const int Capacity = 8;
        const int Count = 400;
        var gate = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reader = stage.Open();
        var (slow, witness) = (stage.Inbox("slow"), stage.Inbox("witness"));
        var (name, deepest) = (string.Empty, 0L);
        name = reader.Subscribe<Plain>(slow, async _ => Look(await gate.Task), static options => options.Capacity = Capacity).Name;
        reader.Subscribe<Numbered>(witness);
        await reader.StartAsync();
        var publisher = await stage.OpenPublisherAsync();

        // Where the broker holds what waits, all of it is published; in one process the publisher waits, which another sees.
        var publishing = publisher.PublishAsync(Count, stage.Plain);
        if (stage.Can(CarrierFeatures.SeveralBuses))
        {
            await publishing;
        }

        await slow.BeginsAsync(1);
        await publisher.PublishAsync(stage.Numbered(0));
        await witness.HandlesAsync(1);
        Look(true);
        Expect.That(!publishing.IsCompleted || stage.Can(CarrierFeatures.SeveralBuses), $"A queue that takes {Capacity} has taken {Count}");
        gate.SetResult(true);
        await publishing;
        await slow.HandlesAsync(Count);
        await reader.StopBusAsync();
        slow.ExpectAll(Count);
        Expect.That(deepest <= Capacity, $"A queue that takes {Capacity} had {deepest}");

        void Look(bool _) =>
            deepest = Math.Max(deepest, reader.Bus.Snapshot().Subscriptions.Single(subscription => subscription.Name == name).Depth);
    }

    // Time itself is what is tried here: the handler takes twice as long as the broker waits for who says nothing.
    private static async Task SlowHandlerIsWaitedFor(Stage stage)
    {
        var reader = stage.Open();
        var inbox = stage.GroupInbox("slow");
        reader.Subscribe<Numbered>(
            inbox, async context => await Task.Delay(context.Event.Number == 0 ? 2 * stage.Carrier.SettleTime : TimeSpan.Zero));
        await reader.StartAsync();
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(3, stage.Numbered);
        await inbox.HandlesAsync(3);

        // What has come again stands before this one.
        await publisher.PublishAsync(stage.Numbered(3));
        await inbox.HandlesAsync(4);
        await reader.CloseAsync();
        Expect.Sequence([0, 1, 2, 3], inbox.Begun.Select(static received => received.Number), "The attempts");
    }
}
