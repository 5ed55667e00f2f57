namespace TypedBus.Conformance.Tests;

/// <summary>The server dies while it works.</summary>
internal static class BrokerTests
{
    // A publisher that failed tries again after this, as a user's would.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    public static ConformanceTest[] All { get; } =
    [
        new(nameof(Reconnect), CarrierFeatures.Restart | CarrierFeatures.Persistent, Reconnect),
    ];

    private static async Task Reconnect(Stage stage)
    {
        const int MostRuns = 5;
        for (var run = 0; !await TryReconnectAsync(stage, run); run++)
        {
            Expect.That(run < MostRuns, $"In {MostRuns} runs, no publish failed and nothing came again: the server was never away");
        }
    }

    // A run that the fault did not hit is void.
    private static async Task<bool> TryReconnectAsync(Stage stage, int run)
    {
        var (count, publishers) = (stage.Size(10_000, 1_000), stage.Size(100, 20));
        var reader = stage.Open();
        var inbox = stage.Inbox($"all{run}");
        reader.Subscribe<Numbered>(inbox, configure: options => options.Subject = $"conformance.{stage.Run}.numbered.run{run}");
        await reader.StartAsync();
        var publisher = await stage.OpenPublisherAsync();
        var (published, failed) = (0, 0);
        var (third, half) = (new TaskCompletionSource(), new TaskCompletionSource());
        var restarting = Task.Run(async () =>
        {
            await third.Task;
            await stage.Carrier.RestartAsync();
            await half.Task;
            await stage.Carrier.RestartAsync();
        });
        var publishing = Task.WhenAll(Enumerable.Range(0, publishers).Select(first => Task.Run(async () =>
        {
            for (var number = first; number < count; number += publishers)
            {
                while (!await TryPublishAsync(publisher, stage.Numbered(number, $"run{run}")))
                {
                    Interlocked.Increment(ref failed);
                    await Task.Delay(_pause);
                }

                var sum = Interlocked.Increment(ref published);
                _ = sum == count / 3 && third.TrySetResult();
                _ = sum == count / 2 && half.TrySetResult();
            }
        })));
        await stage.WithinAsync(publishing, () => $"publishing {count} events: {published} are published");
        await stage.WithinAsync(restarting, static () => "the restart of the server");
        await inbox.HandlesAsync(count);
        await reader.CloseAsync();
        var handled = inbox.Handled.Select(static received => received.Number).ToHashSet();
        Expect.Equal(count, handled.Count);
        return failed > 0 || inbox.Begun.Count > count;
    }

    private static async Task<bool> TryPublishAsync(Peer publisher, Numbered @event)
    {
        try
        {
            await publisher.Bus.PublishAsync(in @event);
            return true;
        }
        catch (Exception exception) when (exception is not PublishRefusedException)
        {
            return false;
        }
    }
}
