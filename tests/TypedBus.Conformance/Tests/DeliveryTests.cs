namespace TypedBus.Conformance.Tests;

/// <summary>What is published comes, all of it, to whom it is for.</summary>
internal static class DeliveryTests
{
    public static ConformanceTest[] All { get; } =
    [
        new(nameof(PublishSubscribe), CarrierFeatures.None, PublishSubscribe),
        new(nameof(ConcurrentSubscribe), CarrierFeatures.Groups, ConcurrentSubscribe),
        new(nameof(ConcurrentSubscribeMultipleTopics), CarrierFeatures.None, ConcurrentSubscribeMultipleTopics),
        new(nameof(PublisherClose), CarrierFeatures.None, PublisherClose),
        new(nameof(Topic), CarrierFeatures.None, Topic),
        new(nameof(EverySubscriptionGetsAll), CarrierFeatures.None, EverySubscriptionGetsAll),
    ];

    private static async Task PublishSubscribe(Stage stage)
    {
        const int Count = 100;
        var reader = stage.Open();
        var inbox = stage.Inbox("all");
        reader.Subscribe<Numbered>(inbox);
        await stage.DeclareAsync(reader);
        var tags = Enumerable.Range(0, Count).Select(static _ => Guid.NewGuid().ToString("N")).ToArray();
        var publisher = await stage.OpenPublisherAsync();
        await Task.WhenAll(tags.Select((tag, number) => publisher.PublishAsync(
            stage.Numbered(number), new PublishOptions { Headers = new Dictionary<string, string> { ["test"] = tag } })));
        await reader.StartAsync();
        await inbox.HandlesAsync(Count);
        await publisher.CloseAsync();
        await reader.CloseAsync();
        inbox.ExpectAll(Count);
        foreach (var received in inbox.Handled)
        {
            Expect.Equal($"{received.Number}", ((Numbered)received.Event).Text);
            Expect.Equal($"conformance.{stage.Run}.numbered.main", received.Subject);
            if (stage.Can(CarrierFeatures.Headers))
            {
                Expect.Equal(tags[received.Number], received.Headers.GetValueOrDefault("test"));
            }
        }
    }

    private static async Task ConcurrentSubscribe(Stage stage)
    {
        var count = stage.Size(5_000, 100);
        var inbox = stage.GroupInbox("all");
        var readers = Enumerable.Range(0, stage.Size(50, 10)).Select(_ => stage.Open()).ToArray();
        foreach (var reader in readers)
        {
            reader.Subscribe<Plain>(inbox, configure: static options => options.Concurrency = 2);
        }

        await stage.DeclareAsync(stage.Can(CarrierFeatures.KeepsBeforeStart) ? readers[..1] : readers);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(count, stage.Plain, publishers: 50);
        await Task.WhenAll(readers.Select(static reader => reader.StartAsync()));
        await inbox.HandlesAsync(count);
        await Task.WhenAll(readers.Select(static reader => reader.CloseAsync()));
        inbox.ExpectAll(count);
    }

    private static Task ConcurrentSubscribeMultipleTopics(Stage stage)
    {
        var count = stage.Size(100, 50);
        return Task.WhenAll(Enumerable.Range(0, stage.Size(20, 10)).Select(async topic =>
        {
            var reader = stage.Open();
            var inbox = stage.Inbox($"topic{topic}");
            reader.Subscribe<Numbered>(inbox, configure: options => options.Subject = FilterOf(stage, $"topic{topic}"));
            await stage.DeclareAsync(reader);
            var publisher = await stage.OpenPublisherAsync();
            await publisher.PublishAsync(count, number => stage.Numbered(number, $"topic{topic}"));
            await reader.StartAsync();
            await inbox.HandlesAsync(count);
            await reader.CloseAsync();
            inbox.ExpectAll(count);
            Expect.That(
                inbox.Handled.All(received => ((Numbered)received.Event).Topic == $"topic{topic}"),
                $"Something else came to the subscription to topic{topic}");
        }));
    }

    private static async Task PublisherClose(Stage stage)
    {
        var count = stage.Size(10_000, 100);
        const int Publishers = 20;
        var reader = stage.Open();
        var inbox = stage.Inbox("all");
        reader.Subscribe<Numbered>(inbox);
        await stage.DeclareAsync(reader);

        // All that a publisher was told is published, is, though it ends at once.
        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(async publisher =>
        {
            var peer = await stage.OpenPublisherAsync();
            await peer.PublishAsync(count / Publishers, number => stage.Numbered((number * Publishers) + publisher));
            await peer.CloseAsync();
        }));
        await reader.StartAsync();
        await inbox.HandlesAsync(count);
        await reader.CloseAsync();
        inbox.ExpectAll(count);
    }

    private static async Task Topic(Stage stage)
    {
        var reader = stage.Open();
        var (one, other, both) = (stage.Inbox("one"), stage.Inbox("other"), stage.Inbox("both"));
        reader.Subscribe<Numbered>(one, configure: options => options.Subject = FilterOf(stage, "one"));
        reader.Subscribe<Numbered>(other, configure: options => options.Subject = FilterOf(stage, "other"));
        reader.Subscribe<Numbered>(both);
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();

        // What leaked between the first and the last of a topic has come when the last has.
        foreach (var number in Enumerable.Range(0, 4))
        {
            await publisher.PublishAsync(stage.Numbered(number, number % 2 == 0 ? "one" : "other"));
        }

        await reader.StartAsync();
        await one.HandlesAsync(2);
        await other.HandlesAsync(2);
        await both.HandlesAsync(4);
        await reader.CloseAsync();
        Expect.That(one.Handled.All(static received => received.Number % 2 == 0), "The one topic has got what is of the other");
        Expect.That(other.Handled.All(static received => received.Number % 2 == 1), "The other topic has got what is of the one");
        both.ExpectAll(4);
    }

    private static async Task EverySubscriptionGetsAll(Stage stage)
    {
        const int Count = 50;
        var readers = new[] { stage.Open(), stage.Open() };
        var inboxes = Enumerable.Range(0, 4).Select(number => stage.Inbox($"all{number}")).ToArray();
        foreach (var (number, inbox) in inboxes.Index())
        {
            readers[number % 2].Subscribe<Numbered>(inbox);
        }

        await stage.DeclareAsync(readers);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(Count, stage.Numbered);
        await Task.WhenAll(readers.Select(static reader => reader.StartAsync()));
        foreach (var inbox in inboxes)
        {
            await inbox.HandlesAsync(Count);
        }

        await Task.WhenAll(readers.Select(static reader => reader.CloseAsync()));
        Array.ForEach(inboxes, static inbox => inbox.ExpectAll(Count));
    }

    private static string FilterOf(Stage stage, string topic) => $"conformance.{stage.Run}.numbered.{topic}";
}
