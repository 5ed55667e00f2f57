namespace TypedBus.Conformance.Tests;

/// <summary>What a handler knows of its delivery, and what it publishes itself.</summary>
internal static class ContextTests
{
    public static ConformanceTest[] All { get; } =
    [
        new(nameof(MessageCtx), CarrierFeatures.None, MessageCtx),
        new(nameof(ConsequencesNameTheirCause), CarrierFeatures.Headers, ConsequencesNameTheirCause),
    ];

    private static async Task MessageCtx(Stage stage)
    {
        var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var wasCanceled = true;
        var reader = stage.Open();
        var inbox = stage.Inbox("all");
        reader.Subscribe<Numbered>(inbox, async context =>
        {
            if (context.Event.Number == 0)
            {
                wasCanceled = context.CancellationToken.IsCancellationRequested;
                return;
            }

            await using var registration = context.CancellationToken.Register(canceled.SetResult);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        await reader.StartAsync();
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(2, number => stage.Numbered(number) with { Kind = 0 });
        await inbox.BeginsAsync(2);
        Expect.That(!wasCanceled, "The token of the first delivery was cancelled from the start");
        Expect.That(!canceled.Task.IsCompleted, "The token of the second delivery was cancelled while nobody ended anything");
        var closing = reader.CutAsync();
        await stage.WithinAsync(canceled.Task, static () => "the token of a delivery in hand is cancelled at the end");
        await closing;
        Expect.Equal(1, inbox.Handled.Count);
    }

    private static async Task ConsequencesNameTheirCause(Stage stage)
    {
        var reader = stage.Open();
        var (causes, effects) = (stage.Inbox("causes"), stage.Inbox("effects"));
        reader.Subscribe<Plain>(
            causes,
            async context =>
            {
                await context.PublishAsync(stage.Numbered((context.Event.Number * 10) + context.Attempt));
                if (context.Attempt == 1)
                {
                    throw new InvalidOperationException("It fails when it has published.");
                }
            });
        reader.Subscribe<Numbered>(effects);
        await stage.DeclareAsync(reader);
        var publisher = await stage.OpenPublisherAsync();
        await publisher.PublishAsync(stage.Plain(1), new PublishOptions { CorrelationId = "chain" });
        await publisher.PublishAsync(stage.Plain(2));
        await reader.StartAsync();
        await causes.HandlesAsync(2);
        await effects.HandlesAsync(2);
        await reader.CloseAsync();
        foreach (var cause in causes.Begun)
        {
            // A carrier that knows an identifier again stores the second of two equal ones no more.
            var results = effects.Begun.Where(effect => effect.Number / 10 == cause.Number).ToArray();
            Expect.That(results.Length is 1 or 2, $"Event {cause.Number} has {results.Length} consequences");
            foreach (var result in results)
            {
                Expect.Equal(cause.Id, result.CausationId);
                Expect.Equal(cause.Number == 1 ? "chain" : cause.Id.ToString(), result.CorrelationId);
                Expect.Equal(results[0].Id, result.Id);
                Expect.That(cause.Id != result.Id, "A consequence has the identifier of its cause");
            }
        }
    }
}
