using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Batches;

/// <summary>A failing batch is tried again whole, then in halves, and so on down to the deliveries that cannot be handled.</summary>
public sealed class FailingBatchTests
{
    [Event("tests.batches.failing")]
    public sealed record Tried(int Number);

    [Event("tests.batches.told")]
    public readonly record struct Told(int Count);

    public sealed class Plan
    {
        public Func<int, int, Exception?> Fails { get; set; } = static (_, _) => null;

        public int HoldsAt { get; init; }
    }

    public sealed class Handlers(Recorder recorder, Plan plan)
    {
        [Handler(MaxBatch = 8)]
        public async Task Try(IReadOnlyList<Tried> tried, EventContext context, CancellationToken cancellationToken)
        {
            recorder.Add($"{context.Attempt}: {string.Join(',', tried.Select(static one => one.Number))}");
            if (tried[0].Number < 0)
            {
                await recorder.Gate("first");
            }

            if (plan.HoldsAt == context.Attempt && tried[0].Number == 2)
            {
                await recorder.Gate("second", cancellationToken);
            }

            await context.PublishAsync(new Told(tried.Count));
            if (tried.Select(one => plan.Fails(one.Number, context.Attempt)).FirstOrDefault(static failure => failure is not null) is { } failure)
            {
                throw failure;
            }
        }
    }

    public sealed class Hearing(Recorder recorder)
    {
        [Handler]
        public void Hear(Told told, EventContext context) => recorder.Add($"told {told.Count} {context.Id}");
    }

    private static BareBus Start(Plan plan, Action<RetryOptions>? retry = null, string handlers = "Handlers.*") => BareBus.Start<FailingBatchTests>(
        bus =>
        {
            bus.Services.AddSingleton(plan);
            bus.Retry(options =>
            {
                (options.Delay, options.Attempts) = (TimeSpan.Zero, 2);
                retry?.Invoke(options);
            });
        },
        handlers);

    // One batch of all of them: they wait while another is in hand.
    private static async Task Handle(BareBus test, int events)
    {
        await test.Bus.PublishAsync(new Tried(-1));
        await test.Recorder.Reaches(1);
        for (var number = 0; number < events; number++)
        {
            await test.Bus.PublishAsync(new Tried(number));
        }

        test.Recorder.Open("first");
        while (test.Bus.Snapshot().Subscriptions.Any(one => one.Settled < one.Accepted || one.Accepted == 0))
        {
            await Task.Yield();
        }
    }

    private static IEnumerable<string> Attempts(BareBus test) => test.Recorder.Entries.Where(static entry => !entry.StartsWith("told", StringComparison.Ordinal)).Skip(1);

    [Fact]
    public async Task It_is_tried_again_whole()
    {
        await using var test = Start(new Plan { Fails = static (number, attempt) => number == 2 && attempt < 3 ? new InvalidOperationException() : null }, static retry => retry.Attempts = 3);
        await Handle(test, 4);
        Assert.Equal(["1: 0,1,2,3", "2: 0,1,2,3", "3: 0,1,2,3"], Attempts(test));
        Assert.Equal(0, test.Bus.DeadLetters.Count);
        Assert.Equal((5, 2), (test.Bus.Snapshot().Subscriptions[0].Handled, test.Bus.Snapshot().Subscriptions[0].Retries));
    }

    [Fact]
    public async Task The_poisoned_delivery_is_found()
    {
        var plan = new Plan { Fails = static (number, _) => number == 5 ? new FormatException("five") : null };
        await using var test = Start(plan);
        await Handle(test, 8);
        Assert.Equal(
            ["1: 0,1,2,3,4,5,6,7", "2: 0,1,2,3,4,5,6,7", "3: 0,1,2,3", "3: 4,5,6,7", "4: 4,5", "5: 4", "5: 5", "4: 6,7"], Attempts(test));
        var letter = Assert.Single(test.Bus.DeadLetters.List());
        Assert.Equal((new Tried(5), 5, "five"), (letter.Event, letter.Attempts, letter.Reason.Message));
        Assert.Equal("tests.batches.failing", letter.Subject);
        var snapshot = test.Bus.Snapshot().Subscriptions[0];
        Assert.Equal((9, 9, 8, 1, 7), (snapshot.Accepted, snapshot.Settled, snapshot.Handled, snapshot.DeadLetters, snapshot.Retries));
        Assert.Single(test.Log.Lines, static line => line.Text.Contains("could not handle a batch of 8 in 2 attempts", StringComparison.Ordinal));

        plan.Fails = static (_, _) => null;
        Assert.True(await test.Bus.DeadLetters.SendBackAsync(letter));
        await test.Bus.StopAsync();
        Assert.Equal("1: 5", test.Recorder.Entries[^1]);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 6)]
    [InlineData(7, 14)]
    public async Task All_may_be_poisoned(int events, int attempts)
    {
        await using var test = Start(new Plan { Fails = static (number, _) => number < 0 ? null : new FormatException($"{number}") });
        await Handle(test, events);
        Assert.Equal(Enumerable.Range(0, events).Select(static number => $"{number}"), test.Bus.DeadLetters.List().Select(static letter => letter.Reason.Message));
        Assert.Equal(attempts, Attempts(test).Count());
        Assert.Equal((events, 1), (test.Bus.Snapshot().Subscriptions[0].DeadLetters, test.Bus.Snapshot().Subscriptions[0].Handled));
    }

    [Fact]
    public async Task What_is_not_worth_another_attempt_is_looked_for_at_once()
    {
        await using var test = Start(
            new Plan { Fails = static (number, _) => number == 1 ? new FormatException() : null }, static retry => retry.Filter = static failure => failure is not FormatException);
        await Handle(test, 2);
        Assert.Equal(["1: 0,1", "2: 0", "2: 1"], Attempts(test));
        Assert.Equal(2, Assert.Single(test.Bus.DeadLetters.List()).Attempts);
    }

    [Fact]
    public async Task Each_part_publishes_with_identifiers_of_its_own()
    {
        await using var test = Start(new Plan { Fails = static (number, _) => number == 1 ? new FormatException() : null }, handlers: "*");
        await Handle(test, 2);
        await test.Bus.StopAsync();

        // The batch twice with the same, and its first half, whose first delivery is that of the whole, with another.
        var told = test.Recorder.Entries.Where(static entry => entry.StartsWith("told", StringComparison.Ordinal)).Select(static entry => entry.Split(' ')).ToArray();
        var whole = told.Where(static words => words[1] == "2").Select(static words => words[2]).ToArray();
        Assert.Equal((2, 1), (whole.Length, whole.Distinct().Count()));
        Assert.Equal(3, told.Where(static words => words[1] == "1").Select(static words => words[2]).Except(whole).Count());
    }

    [Fact]
    public async Task A_stop_past_its_limit_drops_what_has_not_been_tried()
    {
        await using var test = Start(new Plan { Fails = static (number, attempt) => attempt < 3 && number >= 0 ? new FormatException() : null, HoldsAt = 3 });
        await test.Bus.PublishAsync(new Tried(-1));
        await test.Recorder.Reaches(1);
        for (var number = 0; number < 4; number++)
        {
            await test.Bus.PublishAsync(new Tried(number));
        }

        // The whole batch failed twice; its first half is settled, and its second one in hand.
        test.Recorder.Open("first");
        Assert.Equal("3: 2,3", (await test.Recorder.Reaches(5))[^1]);
        await test.Bus.StopAsync(new CancellationToken(canceled: true));
        var snapshot = test.Bus.Snapshot().Subscriptions[0];
        Assert.Equal((5, 3, 2), (snapshot.Accepted, snapshot.Settled, snapshot.Dropped));
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }
}
