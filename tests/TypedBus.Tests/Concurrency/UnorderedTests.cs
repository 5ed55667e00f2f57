using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Concurrency;

/// <summary>Without an order key several deliveries are handled side by side, and a long wait for the next attempt keeps no worker.</summary>
public sealed class UnorderedTests(ITestOutputHelper output)
{
    [Event("tests.unordered")]
    public sealed record Worked(int Number, int Failures = 0);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler]
        public async Task Handle(Worked worked, EventContext context)
        {
            recorder.Add($"{worked.Number} attempt {context.Attempt}");
            if (context.Attempt <= worked.Failures)
            {
                throw new InvalidOperationException("not yet");
            }

            await recorder.Gate($"{worked.Number}");
        }
    }

    public sealed class Counting(Recorder recorder)
    {
        [Handler]
        public async ValueTask Count(Worked worked)
        {
            if (worked.Number % 3 == 0)
            {
                await Task.Yield();
            }

            recorder.Add($"{worked.Number}");
        }
    }

    private static Action<EventBusBuilder> Configure(int concurrency) => bus =>
    {
        bus.Handler("*.UnorderedTests.*").Concurrency(concurrency);
        bus.Retry(static retry => (retry.Delay, retry.Jitter, retry.Attempts) = (TimeSpan.FromSeconds(5), 0, 3));
    };

    private static BareBus Start(int concurrency, TimeProvider? time = null, string handlers = "Handlers.*") =>
        BareBus.Start<UnorderedTests>(Configure(concurrency), handlers, time);

    [Fact]
    public async Task So_many_are_handled_at_a_time_and_no_more()
    {
        await using var test = Start(concurrency: 3);
        for (var number = 1; number <= 5; number++)
        {
            await test.Bus.PublishAsync(new Worked(number));
        }

        Assert.Equal(["1 attempt 1", "2 attempt 1", "3 attempt 1"], (await test.Recorder.Reaches(3)).Order());

        // Whichever is free takes the next, so one that is stuck holds up nothing but itself.
        test.Recorder.Open("2");
        Assert.Equal("4 attempt 1", (await test.Recorder.Reaches(4))[3]);
        test.Recorder.Open("4");
        Assert.Equal("5 attempt 1", (await test.Recorder.Reaches(5))[4]);
        test.Recorder.Open("1");
        test.Recorder.Open("3");
        test.Recorder.Open("5");
        await test.Bus.StopAsync();
        Assert.Empty(test.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task A_delivery_that_waits_long_for_its_next_attempt_keeps_no_worker()
    {
        var time = new SignallingTime();
        await using var test = Start(concurrency: 2, time);
        await test.Bus.PublishAsync(new Worked(1, Failures: 1));
        await test.Bus.PublishAsync(new Worked(2, Failures: 1));
        Assert.Equal(TimeSpan.FromSeconds(5), await time.NextTimer());
        Assert.Equal(TimeSpan.FromSeconds(5), await time.NextTimer());
        test.Recorder.Open("3");
        await test.Bus.PublishAsync(new Worked(3));
        Assert.Equal("3 attempt 1", (await test.Recorder.Reaches(3))[2]);

        test.Recorder.Open("1");
        test.Recorder.Open("2");
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["1 attempt 2", "2 attempt 2"], (await test.Recorder.Reaches(5)).Skip(3).Order());
        await test.Bus.StopAsync();
        Assert.Equal(0, test.Bus.DeadLetters.Count);
        Assert.Empty(test.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task Its_attempts_are_counted_over_the_waits_and_begin_anew_when_it_is_sent_back()
    {
        await using var bus = Kit.Start<UnorderedTests>(Configure(concurrency: 2), "Handlers.*");
        var begun = bus.Time.GetUtcNow();
        await bus.PublishAsync(new Worked(1, Failures: 9), new PublishOptions { CorrelationId = "c" });
        await bus.Idle();
        var letter = bus.DeadLetteredOnce<Worked>().DeadLetter!;
        Assert.Equal((3, "c"), (letter.Attempts, letter.CorrelationId));
        await bus.Bus.DeadLetters.SendBackAsync(letter);
        await bus.Idle();
        Assert.Equal([1, 2, 3, 1, 2, 3], bus.Attempts<Worked>().Select(static attempt => attempt.Attempt));
        Assert.Equal([0, 5, 15, 15, 20, 30], bus.Attempts<Worked>().Select(attempt => (attempt.Time - begun).TotalSeconds));
    }

    [Fact]
    public async Task What_waits_when_the_stop_limit_passes_is_dropped_loudly()
    {
        var time = new SignallingTime();
        await using var test = Start(concurrency: 2, time);
        await test.Bus.PublishAsync(new Worked(1, Failures: 1));
        await time.NextTimer();
        using var source = new CancellationTokenSource();
        var stopping = test.Bus.StopAsync(source.Token);
        await source.CancelAsync();
        await stopping;
        Assert.Contains("1 deliveries", Assert.Single(test.Log.At(LogLevel.Error)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_delivery_is_handled_once()
    {
        var events = TestRun.Long ? 500_000 : 20_000;
        await using var test = Start(concurrency: 4, handlers: "Counting.*");
        await Parallel.ForAsync(0, 4, async (publisher, token) =>
        {
            for (var number = publisher; number < events; number += 4)
            {
                await test.Bus.PublishAsync(new Worked(number), token);
            }
        });
        await test.Bus.StopAsync();
        Assert.Equal(events, test.Recorder.Entries.Count);
        Assert.Equal(events, test.Recorder.Entries.Distinct().Count());
        output.WriteLine($"{events} events, each handled once by one of 4 workers");
    }
}
