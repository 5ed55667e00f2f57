namespace TypedBus.Conformance.Tests;

/// <summary>Publishing can be cancelled, and costs little.</summary>
internal static class PublishingTests
{
    public static ConformanceTest[] All { get; } =
    [
        new(nameof(PublishIsCanceledBefore), CarrierFeatures.None, PublishIsCanceledBefore),
        new(nameof(PublishIsCanceledWhileItWaits), CarrierFeatures.None, PublishIsCanceledWhileItWaits),
        new(nameof(PublishAllocatesLittle), CarrierFeatures.PublishBytes, PublishAllocatesLittle),
    ];

    private static async Task PublishIsCanceledBefore(Stage stage)
    {
        var reader = stage.Open();
        var inbox = stage.Inbox("all");
        reader.Subscribe<Numbered>(inbox);
        await reader.StartAsync();
        await Expect.ThrowsAsync<OperationCanceledException>(
            () => reader.Bus.PublishAsync(stage.Numbered(1), new CancellationToken(canceled: true)).AsTask(), "Publishing that was cancelled");

        // It would come before this one.
        await reader.PublishAsync(stage.Numbered(0));
        await inbox.HandlesAsync(1);
        await reader.CloseAsync();
        inbox.ExpectAll(1);
    }

    // On a bus that has not started, publishers wait: for room in a queue, or for the transport.
    private static async Task PublishIsCanceledWhileItWaits(Stage stage)
    {
        const int Most = 100;
        var reader = stage.Open();
        var inbox = stage.Inbox("all");
        reader.Subscribe<Numbered>(inbox, configure: static options => options.Capacity = 2);
        using var source = new CancellationTokenSource();
        var accepted = 0;
        ValueTask waiting;
        while ((waiting = reader.Bus.PublishAsync(stage.Numbered(accepted), source.Token)).IsCompleted)
        {
            await waiting;
            Expect.That(++accepted < Most, $"Nobody handles anything, a queue takes 2 events, and {accepted} are accepted");
        }

        await source.CancelAsync();
        await Expect.ThrowsAsync<OperationCanceledException>(
            () => stage.WithinAsync(waiting.AsTask(), static () => "the end of a publish that was cancelled"), "Publishing that was cancelled");
        await reader.StartAsync();
        await reader.PublishAsync(stage.Numbered(accepted));
        await inbox.HandlesAsync(accepted + 1);
        await reader.CloseAsync();
        inbox.ExpectAll(accepted + 1);
    }

    private static async Task PublishAllocatesLittle(Stage stage)
    {
        const int Count = 1_000;
        const int Rounds = 20;
        var reader = stage.Open();
        var inbox = stage.Inbox("all");
        reader.Subscribe<Numbered>(inbox, configure: static options => options.Capacity = Stage.Plenty);
        await reader.StartAsync();
        var publisher = await stage.OpenPublisherAsync();
        var @event = stage.Numbered(0);
        var least = long.MaxValue;

        // The least of several rounds: what the compiler and other work of the thread leave behind is not the publisher's.
        for (var round = 0; round < Rounds && least > stage.Carrier.PublishBytes * (long)Count; round++)
        {
            least = Math.Min(least, await MeasureAsync(publisher.Bus, @event, Count));
            await inbox.BeginsAsync(Count * (round + 1));
        }

        await reader.CloseAsync();
        Expect.That(
            least <= stage.Carrier.PublishBytes * (long)Count,
            $"Publishing allocates {least / Count} bytes an event, where {stage.Carrier.PublishBytes} are allowed");
    }

    // Counted up to where the publisher would wait.
    private static async Task<long> MeasureAsync(EventBus bus, Numbered @event, int count)
    {
        var sum = 0L;
        for (var number = 0; number < count; number++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var publishing = bus.PublishAsync(in @event);
            sum += GC.GetAllocatedBytesForCurrentThread() - before;
            await publishing;
        }

        return sum;
    }
}
