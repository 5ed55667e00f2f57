namespace TypedBus.Conformance.Tests;

/// <summary>Groups share their deliveries, and nothing else.</summary>
internal static class GroupTests
{
    public static ConformanceTest[] All { get; } =
    [
        new(nameof(ConsumerGroups), CarrierFeatures.Groups, ConsumerGroups),
        new(nameof(MembersShareDeliveries), CarrierFeatures.Groups, MembersShareDeliveries),
        new(nameof(MemberThatLeavesHandsOver), CarrierFeatures.Groups | CarrierFeatures.HandsOver, MemberThatLeavesHandsOver),
        new(nameof(OneNameIsOneGroup), CarrierFeatures.Groups | CarrierFeatures.SeveralBuses, OneNameIsOneGroup),
    ];

    private static async Task ConsumerGroups(Stage stage)
    {
        const int Count = 50;
        var inboxes = new[] { stage.GroupInbox("one"), stage.GroupInbox("other") };
        var readers = inboxes.Select(inbox =>
        {
            var reader = stage.Open();
            reader.Subscribe<Numbered>(inbox);
            reader.Subscribe<Numbered>(inbox);
            return reader;
        }).ToArray();
        await stage.DeclareAsync(readers);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(Count, stage.Numbered);
        foreach (var (reader, inbox) in readers.Zip(inboxes))
        {
            await reader.StartAsync();
            await inbox.HandlesAsync(Count);
        }

        await Task.WhenAll(readers.Select(static reader => reader.CloseAsync()));
        Array.ForEach(inboxes, static inbox => inbox.ExpectAll(Count));
    }

    private static Task MembersShareDeliveries(Stage stage) => ShareAsync(stage, stage.GroupInbox("group"));

    // Two processes that run one handler.
    private static Task OneNameIsOneGroup(Stage stage) => ShareAsync(stage, stage.Inbox("handler"));

    private static async Task ShareAsync(Stage stage, Inbox inbox)
    {
        const int Count = 200;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var busy = 0;
        var readers = new[] { stage.Open(), stage.Open() };
        foreach (var reader in readers)
        {
            // Each holds its first until both have one: neither starves, or this never ends.
            var isFirst = true;
            reader.Subscribe<Plain>(inbox, async context =>
            {
                if (isFirst && Interlocked.Increment(ref busy) == readers.Length)
                {
                    all.SetResult();
                }

                isFirst = false;
                await all.Task.WaitAsync(context.CancellationToken);
            });
            await reader.StartAsync();
        }

        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(Count, stage.Plain);
        await inbox.HandlesAsync(Count);
        await Task.WhenAll(readers.Select(static reader => reader.CloseAsync()));
        inbox.ExpectAll(Count);
    }

    private static async Task MemberThatLeavesHandsOver(Stage stage)
    {
        const int Count = 100;
        var (stuck, group) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), stage.GroupInbox("group"));
        var (leaving, staying) = (stage.Open(), stage.Open());
        leaving.Subscribe<Plain>(group, async context =>
        {
            stuck.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        staying.Subscribe<Plain>(group);
        await leaving.StartAsync();
        await staying.StartAsync();
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(Count, stage.Plain);
        await stage.WithinAsync(stuck.Task, static () => "the member that is to leave got nothing");
        await leaving.CutAsync();
        await group.HandlesAsync(Count);
        await staying.CloseAsync();
        group.ExpectAll(Count, CarrierFeatures.HandsOverOnce);
    }
}
