namespace TypedBus.Conformance.Tests;

/// <summary>Whatever an event and its headers say arrives as it was, and what nobody can read harms nobody.</summary>
internal static class ContentTests
{
    private const string Unicode = "žluťoučký 漢字 𝔘𝔫𝔦 \u0007\t\u2028 end ";

    public static ConformanceTest[] All { get; } =
    [
        new(nameof(PayloadsOfAllKinds), CarrierFeatures.None, PayloadsOfAllKinds),
        new(nameof(HeadersOfAllKinds), CarrierFeatures.Headers, HeadersOfAllKinds),
        new(nameof(HeadersInjectNothing), CarrierFeatures.Headers, HeadersInjectNothing),
        new(nameof(MalformedIsPutAside), CarrierFeatures.Bytes | CarrierFeatures.SeveralBuses, MalformedIsPutAside),
        new(nameof(OtherEventsOfASubjectAreLeftAlone), CarrierFeatures.None, OtherEventsOfASubjectAreLeftAlone),
    ];

    private static async Task PayloadsOfAllKinds(Stage stage)
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(static value => (byte)value)];
        var large = new byte[stage.Carrier.LargestPayload - 1_024];
        new Random(1).NextBytes(large);
        Numbered[] events =
        [
            stage.Numbered(0) with { Text = string.Empty },
            stage.Numbered(1) with { Data = all },
            stage.Numbered(2) with { Data = large },
            stage.Numbered(3) with { Text = Unicode },
            stage.Numbered(4) with { Kind = int.MinValue, Data = new byte[] { 0 } },
        ];
        var reader = stage.Open();
        var inbox = stage.Inbox("all");
        reader.Subscribe<Numbered>(inbox);
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        foreach (var @event in events)
        {
            await publisher.PublishAsync(@event);
        }

        await reader.StartAsync();
        await inbox.HandlesAsync(events.Length);
        await reader.CloseAsync();
        inbox.ExpectAll(events.Length);
        foreach (var received in inbox.Handled)
        {
            var (was, now) = (events[received.Number], (Numbered)received.Event);
            Expect.Equal(was.Text, now.Text);
            Expect.Equal(was.Kind, now.Kind);
            Expect.That(was.Data.Span.SequenceEqual(now.Data.Span), $"The bytes of event {received.Number} came otherwise than they were");
        }
    }

    private static async Task HeadersOfAllKinds(Stage stage)
    {
        var headers = new Dictionary<string, string>
        {
            ["empty"] = string.Empty,
            ["X-Spaced"] = "two  words",
            ["unicode"] = "žluť 漢字 𝔘",
            ["long"] = new string('x', 2_000),
            ["signs"] = "a:b, c=d; \"e\" \\ %41",
        };
        var received = await PassAsync(stage, new PublishOptions { Headers = headers });
        foreach (var (name, value) in headers)
        {
            var got = received.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
            Expect.That(got == value, $"The header '{name}' is '{got}', where '{value}' was sent");
        }

        // Names that differ by case alone may become one, with both values, and none is lost.
        headers = new Dictionary<string, string> { ["twice"] = "one", ["Twice"] = "two" };
        received = await PassAsync(stage, new PublishOptions { Headers = headers });
        var both = string.Join(',', received.Headers.Where(static header => header.Key.Equals("twice", StringComparison.OrdinalIgnoreCase))
            .SelectMany(static header => header.Value.Split(',')).Order(StringComparer.Ordinal));
        Expect.Equal("one,two", both);
    }

    // A value with line breaks is refused, or comes as it is: what stands behind them becomes no header.
    private static async Task HeadersInjectNothing(Stage stage)
    {
        const string Value = "one\r\ninjected: yes\r\n\r\nbody";
        Received received;
        try
        {
            received = await PassAsync(stage, new PublishOptions { Headers = new Dictionary<string, string> { ["breaks"] = Value } });
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or TransportException)
        {
            // Whoever refused it goes on.
            received = await PassAsync(stage, new PublishOptions { Headers = new Dictionary<string, string> { ["breaks"] = "none" } });
            Expect.Equal("none", received.Headers.GetValueOrDefault("breaks"));
            return;
        }

        Expect.That(!received.Headers.ContainsKey("injected"), "A header came out of another one's value");
        Expect.Equal(Value, received.Headers.GetValueOrDefault("breaks"));
    }

    private static async Task<Received> PassAsync(Stage stage, PublishOptions options)
    {
        var reader = stage.Open();
        var topic = $"t{Guid.NewGuid():N}";
        var inbox = stage.Inbox(topic);
        reader.Subscribe<Numbered>(inbox, configure: subscription => subscription.Subject = $"conformance.{stage.Run}.numbered.{topic}");
        await reader.StartAsync();
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(stage.Numbered(0, topic), options);
        await inbox.HandlesAsync(1);
        await reader.CloseAsync();
        return inbox.Handled[^1];
    }

    // What is published as JSON is nothing to a reader of MessagePack.
    private static async Task MalformedIsPutAside(Stage stage)
    {
        var reader = stage.Open();
        var inbox = stage.Inbox("all");
        var name = reader.Subscribe<Plain>(inbox).Name;
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        var foreigner = await stage.OpenPublisherAsync(static bus => bus.UseJson(ConformanceJson.Default));
        await publisher.PublishAsync(stage.Plain(0));
        await foreigner.PublishAsync(stage.Plain(7));
        await publisher.PublishAsync(stage.Plain(1));
        await reader.StartAsync();
        await inbox.HandlesAsync(2);

        // What has come again stands before this one.
        await publisher.PublishAsync(stage.Plain(2));
        await inbox.HandlesAsync(3);
        await reader.StopBusAsync();
        inbox.ExpectAll(3);
        Expect.Equal(1, reader.Bus.Snapshot().Subscriptions.Single(subscription => subscription.Name == name).DeadLetters);
    }

    private static async Task OtherEventsOfASubjectAreLeftAlone(Stage stage)
    {
        var reader = stage.Open();
        var inbox = stage.Inbox("all");
        var name = reader.Subscribe<Plain>(inbox).Name;
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(stage.Plain(0));
        if (stage.Can(CarrierFeatures.Headers))
        {
            await publisher.PublishAsync(new Plainer(stage.Run, "seven"));
        }

        await publisher.PublishAsync(stage.Plain(1));
        await reader.StartAsync();
        await inbox.HandlesAsync(2);
        await reader.StopBusAsync();
        inbox.ExpectAll(2);
        Expect.Equal(0, reader.Bus.Snapshot().Subscriptions.Single(subscription => subscription.Name == name).DeadLetters);
    }
}
