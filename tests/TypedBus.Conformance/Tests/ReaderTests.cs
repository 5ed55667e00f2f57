namespace TypedBus.Conformance.Tests;

/// <summary>Those who read come, go, and are followed by others, who miss nothing.</summary>
internal static class ReaderTests
{
    public static ConformanceTest[] All { get; } =
    [
        new(nameof(ContinueAfterSubscribeClose), CarrierFeatures.HandsOver, ContinueAfterSubscribeClose),
        new(nameof(ConcurrentClose), CarrierFeatures.Groups, ConcurrentClose),
        new(nameof(SubscribeCtx), CarrierFeatures.HandsOver, SubscribeCtx),
        new(
            nameof(NewSubscriberReceivesOldMessages),
            CarrierFeatures.OldEvents | CarrierFeatures.SeveralBuses,
            NewSubscriberReceivesOldMessages),
    ];

    /// <summary>
    /// Starts in the place of another, which is cut short: afterwards where the carrier keeps what nobody reads, else before, so that there is
    /// somebody to hand over to.
    /// </summary>
    public static async Task TakeOverAsync(this Peer next, Peer before)
    {
        if (next.Stage.Can(CarrierFeatures.Persistent))
        {
            await before.CutAsync();
            await next.StartAsync();
        }
        else
        {
            await next.StartAsync();
            await before.CutAsync();
        }
    }

    private static async Task ContinueAfterSubscribeClose(Stage stage)
    {
        var (count, batches) = (stage.Size(5_000, 50), stage.Size(5, 2));
        var batch = count / batches / 2;
        var inbox = stage.GroupInbox("group");
        var reader = OpenUntil(stage, inbox, batch);
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(count, stage.Numbered);
        await reader.StartAsync();
        for (var number = 1; number <= batches; number++)
        {
            await inbox.HandlesAsync(batch * number);
            var next = OpenUntil(stage, inbox, number < batches ? batch * (number + 1) : int.MaxValue);
            await next.TakeOverAsync(reader);
            await reader.CutAsync();
            reader = next;
        }

        await inbox.HandlesAsync(count);
        await reader.CloseAsync();
        await reader.CloseAsync();
        inbox.ExpectAll(count, CarrierFeatures.HandsOverOnce);
    }

    // One that handles until so many have been, and has the next one in hand when it ends.
    private static Peer OpenUntil(Stage stage, Inbox inbox, int count)
    {
        var reader = stage.Open();
        reader.Subscribe<Numbered>(
            inbox, async context => await (inbox.Count < count ? Task.CompletedTask : Task.Delay(Timeout.Infinite, context.CancellationToken)));
        return reader;
    }

    private static async Task ConcurrentClose(Stage stage)
    {
        const int Count = 50;
        var inbox = stage.GroupInbox("group");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
        {
            var reader = stage.Open();
            reader.Subscribe<Numbered>(inbox);
            await reader.StartAsync();
            await reader.CloseAsync();
        })));
        var last = stage.Open();
        last.Subscribe<Numbered>(inbox);
        if (!stage.Can(CarrierFeatures.Persistent))
        {
            await last.StartAsync();
        }

        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(Count, stage.Numbered);
        await publisher.CloseAsync();
        await last.StartAsync();
        await inbox.HandlesAsync(Count);
        await last.CloseAsync();
        inbox.ExpectAll(Count);
    }

    private static async Task SubscribeCtx(Stage stage)
    {
        const int Count = 20;
        var inbox = stage.GroupInbox("group");
        var reader = stage.Open();
        reader.Subscribe<Numbered>(inbox, static _ => throw new InvalidOperationException("It is about to end, and handles nothing."));
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        foreach (var number in Enumerable.Range(0, Count))
        {
            await publisher.PublishAsync(stage.Numbered(number), new PublishOptions { CorrelationId = $"correlation {number}" });
        }

        await reader.StartAsync();
        var next = stage.Open();
        next.Subscribe<Numbered>(inbox);
        await next.TakeOverAsync(reader);
        await inbox.HandlesAsync(Count);
        await next.CloseAsync();
        inbox.ExpectAll(Count, CarrierFeatures.HandsOverOnce);
        if (stage.Can(CarrierFeatures.Headers))
        {
            foreach (var received in inbox.Handled)
            {
                Expect.Equal($"correlation {received.Number}", received.CorrelationId);
            }
        }
    }

    private static async Task NewSubscriberReceivesOldMessages(Stage stage)
    {
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(stage.Numbered(0));
        var inboxes = new List<Inbox>();
        for (var round = 1; round <= 3; round++)
        {
            await publisher.PublishAsync(stage.Numbered(round));
            var reader = stage.Open();
            inboxes.Add(stage.Inbox($"reader{round}"));
            reader.Subscribe<Numbered>(inboxes[^1]);
            await reader.StartAsync();
            foreach (var inbox in inboxes)
            {
                await inbox.HandlesAsync(round + 1);
                inbox.ExpectAll(round + 1);
            }
        }
    }
}
