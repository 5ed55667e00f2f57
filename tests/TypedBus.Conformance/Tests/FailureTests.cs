namespace TypedBus.Conformance.Tests;

/// <summary>What fails is tried again, and given up in the end.</summary>
internal static class FailureTests
{
    public static ConformanceTest[] All { get; } =
    [
        new(nameof(ResendOnError), CarrierFeatures.None, ResendOnError),
        new(nameof(ResendOnErrorWithoutOrder), CarrierFeatures.None, ResendOnErrorWithoutOrder),
        new(nameof(ContinueAfterErrors), CarrierFeatures.HandsOver, ContinueAfterErrors),
        new(nameof(AttemptsAreCounted), CarrierFeatures.None, AttemptsAreCounted),
        new(nameof(GivenUpIsADeadLetter), CarrierFeatures.None, GivenUpIsADeadLetter),
    ];

    private static Task ResendOnError(Stage stage) => ResendAsync(stage, stage.Numbered, static _ => { });

    // Several workers and no key: what fails may wait elsewhere, behind others.
    private static Task ResendOnErrorWithoutOrder(Stage stage) => ResendAsync(stage, stage.Plain, static options => options.Concurrency = 4);

    private static async Task ResendAsync<TEvent>(Stage stage, Func<int, TEvent> make, Action<SubscriptionOptions> configure)
        where TEvent : IConformanceEvent
    {
        const int Count = 100;
        var failures = 0;
        var reader = stage.Open();
        var inbox = stage.Inbox("failing");
        reader.Subscribe<TEvent>(
            inbox,
            _ => Interlocked.Increment(ref failures) <= 2 ? throw new InvalidOperationException("The first two fail.") : default,
            configure);
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(Count, make);
        await reader.StartAsync();
        await inbox.HandlesAsync(Count);
        await reader.CloseAsync();
        inbox.ExpectAll(Count);
        Expect.That(inbox.Begun.Count >= Count + 2, $"Two of {Count} events failed, and there were {inbox.Begun.Count} attempts");
        Expect.That(inbox.Handled.Any(static received => received.Attempt > 1), "What failed has come again, and calls itself the first attempt");
    }

    private static async Task ContinueAfterErrors(Stage stage)
    {
        const int Count = 50;
        var (rounds, failures) = (stage.Size(3, 1), stage.Size(100, 5));
        var inbox = stage.GroupInbox("group");
        var reader = Failing(stage, inbox);
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(Count, stage.Numbered);
        for (var round = 0; round < rounds; round++)
        {
            await reader.StartAsync();
            await inbox.BeginsAsync(failures * (round + 1));
            var next = round == rounds - 1 ? stage.Open() : Failing(stage, inbox);
            if (round == rounds - 1)
            {
                next.Subscribe<Numbered>(inbox);
            }

            await next.TakeOverAsync(reader);
            reader = next;
        }

        await inbox.HandlesAsync(Count);
        await reader.CloseAsync();
        inbox.ExpectAll(Count, CarrierFeatures.HandsOverOnce);
    }

    private static Peer Failing(Stage stage, Inbox inbox)
    {
        var reader = stage.Open();
        reader.Subscribe<Numbered>(inbox, static _ => throw new InvalidOperationException("All fail."));
        return reader;
    }

    private static async Task AttemptsAreCounted(Stage stage)
    {
        const int Attempts = 5;
        var reader = stage.Open();
        var inbox = stage.Inbox("failing");
        reader.Subscribe<Plain>(
            inbox,
            static context => context.Attempt < Attempts ? throw new InvalidOperationException("Not yet.") : default,
            static options => options.Concurrency = 4);
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(10, stage.Plain);
        await reader.StartAsync();
        await inbox.HandlesAsync(10);
        await reader.CloseAsync();
        inbox.ExpectAll(10);
        foreach (var attempts in inbox.Begun.GroupBy(static received => received.Number))
        {
            Expect.Sequence(
                Enumerable.Range(1, Attempts), attempts.Select(static received => received.Attempt), $"The attempts at event {attempts.Key}");
            Expect.Equal(1, attempts.Select(static received => received.Id).Distinct().Count());
        }
    }

    private static async Task GivenUpIsADeadLetter(Stage stage)
    {
        const int Count = 20;
        var reader = stage.Open();
        var inbox = stage.Inbox("failing");
        var name = reader.Subscribe<Numbered>(
            inbox,
            static context => context.Event.Number % 10 == 0 ? throw new InvalidOperationException("This one never goes well.") : default,
            static options => options.Attempts = 3).Name;
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(Count, number => stage.Numbered(number + 1) with { Kind = 0 });
        await reader.StartAsync();

        // Nothing waits behind what is given up: the last is one of these, and what follows on it is handled.
        await publisher.PublishAsync(stage.Numbered(Count + 1) with { Kind = 0 });
        await inbox.HandlesAsync(Count - 1);

        // What has come again stands before this one.
        await publisher.PublishAsync(stage.Numbered(Count + 2) with { Kind = 0 });
        await inbox.HandlesAsync(Count);
        await reader.StopBusAsync();
        Expect.Sequence(
            Enumerable.Range(1, Count + 2).Where(static number => number % 10 != 0).Order(),
            inbox.Handled.Select(static received => received.Number).Distinct().Order(),
            "The events that go well");
        foreach (var number in new[] { 10, 20 })
        {
            Expect.Sequence(
                [1, 2, 3],
                inbox.Begun.Where(received => received.Number == number).Select(static received => received.Attempt),
                $"The attempts at event {number}");
        }

        Expect.Equal(2, reader.Bus.Snapshot().Subscriptions.Single(subscription => subscription.Name == name).DeadLetters);
    }
}
