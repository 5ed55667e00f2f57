namespace TypedBus.Conformance.Tests;

/// <summary>The end is clean, whenever it comes.</summary>
internal static class ClosingTests
{
    public static ConformanceTest[] All { get; } =
    [
        new(nameof(PublishAfterClose), CarrierFeatures.None, PublishAfterClose),
        new(nameof(SubscribeAfterClose), CarrierFeatures.None, SubscribeAfterClose),
        new(nameof(CloseTwiceAtOnce), CarrierFeatures.None, CloseTwiceAtOnce),
        new(nameof(CloseWithStuckHandler), CarrierFeatures.None, CloseWithStuckHandler),
        new(nameof(CloseHandlesWhatItHas), CarrierFeatures.KeepsBeforeStart, CloseHandlesWhatItHas),
        new(nameof(PublishUntilClose), CarrierFeatures.None, PublishUntilClose),
    ];

    private static async Task PublishAfterClose(Stage stage)
    {
        var peer = stage.Open();
        peer.Subscribe<Numbered>(stage.Inbox("all"));
        await peer.StartAsync();
        await peer.PublishAsync(stage.Numbered(0));
        await peer.StopBusAsync();
        await Expect.ThrowsAsync<PublishRefusedException>(() => peer.PublishAsync(stage.Numbered(1)), "Publishing after the end");
    }

    private static async Task SubscribeAfterClose(Stage stage)
    {
        var peer = stage.Open();
        await peer.StartAsync();
        await peer.StopBusAsync();
        await Expect.ThrowsAsync<InvalidOperationException>(
            () => Task.FromResult(peer.Subscribe<Numbered>(stage.Inbox("late"))), "Subscribing after the end");
    }

    private static async Task CloseTwiceAtOnce(Stage stage)
    {
        var peer = stage.Open();
        var inbox = stage.Inbox("all");
        peer.Subscribe<Numbered>(inbox);
        await peer.StartAsync();
        await peer.PublishAsync(10, stage.Numbered);
        await inbox.HandlesAsync(10);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(peer.CloseAsync)));
        await peer.StopBusAsync();
        await peer.StopBusAsync();
        inbox.ExpectAll(10);
    }

    // A handler that does not listen to its token keeps nobody from ending.
    private static async Task CloseWithStuckHandler(Stage stage)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var peer = stage.Open();
        var inbox = stage.Inbox("stuck");
        peer.Subscribe<Numbered>(inbox, async _ => await gate.Task);
        await peer.StartAsync();
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(5, stage.Numbered);
        await inbox.BeginsAsync(1);
        await peer.CutAsync();
        Expect.Equal(0, inbox.Handled.Count);
        Expect.Equal(1, inbox.Begun.Count);
        if (stage.Can(CarrierFeatures.Persistent))
        {
            // What it has in hand goes to others too: nobody knows whether it will ever end.
            var next = stage.Open();
            next.Subscribe<Numbered>(inbox);
            await next.StartAsync();
            await inbox.HandlesAsync(5);
            await next.CloseAsync();
        }

        gate.SetResult();
        await inbox.HandlesAsync(1);
    }

    private static async Task CloseHandlesWhatItHas(Stage stage)
    {
        const int Count = 300;
        var inbox = stage.GroupInbox("group");
        var reader = stage.Open();
        reader.Subscribe<Numbered>(inbox);
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(Count, stage.Numbered);
        await reader.StartAsync();
        await inbox.BeginsAsync(1);
        await reader.CloseAsync();

        // What was begun is handled, and settled: it does not come again.
        Expect.Equal(inbox.Begun.Count, inbox.Handled.Count);
        if (stage.Can(CarrierFeatures.Persistent))
        {
            var next = stage.Open();
            next.Subscribe<Numbered>(inbox);
            await next.StartAsync();
            await inbox.HandlesAsync(Count);
            await next.CloseAsync();
        }

        inbox.ExpectAll(Count);
    }

    // What a publisher was told is published is handled; the rest was refused.
    private static async Task PublishUntilClose(Stage stage)
    {
        var peer = stage.Open();
        var inbox = stage.Inbox("all");
        peer.Subscribe<Numbered>(inbox, configure: static options => options.Capacity = 500);
        await peer.StartAsync();
        var accepted = 0;
        var closing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var publishing = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    await peer.PublishAsync(stage.Numbered(accepted));
                    accepted++;

                    // No faster than it is handled, until somebody closes.
                    if (!closing.Task.IsCompleted)
                    {
                        await Task.WhenAny(closing.Task, inbox.HandlesAsync(accepted - 20));
                    }
                }
            }
            catch (PublishRefusedException)
            {
            }
        });
        await inbox.HandlesAsync(100);
        var stopping = peer.StopBusAsync();
        closing.SetResult();
        await stopping;
        await stage.WithinAsync(publishing, static () => "the end of publishing");
        if (stage.Can(CarrierFeatures.Persistent))
        {
            var next = stage.Open();
            next.Subscribe<Numbered>(inbox);
            await next.StartAsync();
            await inbox.HandlesAsync(accepted);
            await next.CloseAsync();
        }

        var handled = inbox.Handled.Select(static received => received.Number).ToHashSet();
        var missing = Enumerable.Range(0, accepted).Except(handled).ToArray();
        Expect.That(
            missing.Length == 0 || !stage.Can(CarrierFeatures.Backpressure),
            $"{accepted} events were accepted before the end, and {missing.Length} of them not handled, such as {missing.FirstOrDefault()}");
    }
}
