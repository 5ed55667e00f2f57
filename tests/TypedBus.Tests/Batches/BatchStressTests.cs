using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Batches;

/// <summary>
/// Batches under load and failures: every event is handled, or a dead letter where it was meant to be, once; one worker or one key keeps its
/// order; workers that share a queue have batches in hand side by side.
/// </summary>
public sealed class BatchStressTests(ITestOutputHelper output)
{
    private const int Publishers = 3;
    private const int MaxBatch = 16;
    private const int Burst = 250;

    [Event("tests.batches.stress.keyed")]
    public readonly record struct Keyed([property: OrderKey] int Key, int Publisher, int Number);

    [Event("tests.batches.stress.free")]
    public sealed record Free(int Publisher, int Number);

    public sealed class Ledger
    {
        public ConcurrentDictionary<int, ConcurrentQueue<(int Publisher, int Number)>> ByKey { get; } = [];

        public ConcurrentDictionary<string, int> Outcomes { get; } = [];

        private int _running;

        public async ValueTask Handle(IReadOnlyList<(int Key, int Publisher, int Number)> batch, int attempt)
        {
            Count(attempt > 2 ? "parts" : batch.Count == MaxBatch ? "full" : "not full");
            if (Interlocked.Increment(ref _running) > 1)
            {
                Count("side by side");
            }

            try
            {
                if ((batch[0].Number & 3) == 0)
                {
                    await Task.Yield();
                }

                if (batch.Any(static one => IsPoisoned(one.Number)) || (attempt == 1 && batch.Any(static one => one.Number % 41 == 0)))
                {
                    Count("failed");
                    throw new InvalidOperationException("as planned");
                }

                foreach (var (key, publisher, number) in batch)
                {
                    ByKey.GetOrAdd(key, static _ => []).Enqueue((publisher, number));
                }
            }
            finally
            {
                Interlocked.Decrement(ref _running);
            }
        }

        private void Count(string outcome) => Outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
    }

    public sealed class Handlers(Ledger ledger)
    {
        [Handler(MaxBatch = MaxBatch, Capacity = 64)]
        public ValueTask ByKey(IReadOnlyList<Keyed> batch, EventContext context) =>
            ledger.Handle([.. batch.Select(static one => (one.Key, one.Publisher, one.Number))], context.Attempt);

        [Handler(MaxBatch = MaxBatch, Capacity = 64)]
        public ValueTask AsTheyCome(IReadOnlyList<Free> batch, EventContext context) =>
            ledger.Handle([.. batch.Select(static one => (0, one.Publisher, one.Number))], context.Attempt);
    }

    [Theory]
    [InlineData("ByKey", 1, 0)]
    [InlineData("ByKey", 4, 0)]
    [InlineData("ByKey", 4, 1)]
    [InlineData("AsTheyCome", 1, 1)]
    [InlineData("AsTheyCome", 3, 0)]
    [InlineData("AsTheyCome", 3, 1)]
    public async Task Every_event_is_handled_or_given_up_as_planned(string handler, int concurrency, int linger)
    {
        var each = TestRun.Long ? 200_000 : 5_000;
        var ledger = new Ledger();
        await using var test = BareBus.Start<BatchStressTests>(
            bus =>
            {
                bus.Services.AddSingleton(ledger);
                bus.Options.DeadLetterCapacity = int.MaxValue;
                bus.Retry(static retry => (retry.Delay, retry.Attempts) = (TimeSpan.Zero, 2));
                bus.Handler("*").Concurrency(concurrency).Batch(MaxBatch, TimeSpan.FromMilliseconds(linger));
            },
            $"Handlers.{handler}.*");
        for (var first = 1; first <= each; first += Burst)
        {
            await PublishAsync(test, handler, first);

            // Lets the queue run dry, so that there are batches that are not full.
            while (test.Bus.Snapshot().Subscriptions[0] is var now && now.Settled < now.Accepted)
            {
                await Task.Yield();
            }
        }

        await test.Bus.StopAsync();
        AssertAsPlanned(test, handler, concurrency, ledger, each);
        output.WriteLine(string.Join(", ", ledger.Outcomes.OrderBy(static one => one.Key).Select(static one => $"{one.Key} {one.Value}")));
        string[] expected = ["failed", "full", "not full", "parts", .. concurrency == 1 ? Array.Empty<string>() : ["side by side"]];
        Assert.Equal(expected, ledger.Outcomes.Keys.Order());
    }

    private static Task PublishAsync(BareBus test, string handler, int first) =>
        Parallel.ForAsync(0, Publishers, async (publisher, token) =>
        {
            var random = new Random(publisher + first);
            for (var number = first; number < first + Burst; number++)
            {
                if (handler == "ByKey")
                {
                    await test.Bus.PublishAsync(new Keyed(random.Next(10), publisher, number), token);
                }
                else
                {
                    await test.Bus.PublishAsync(new Free(publisher, number), token);
                }
            }
        });

    private static void AssertAsPlanned(BareBus test, string handler, int concurrency, Ledger ledger, int each)
    {
        var handled = ledger.ByKey.Values.SelectMany(static one => one).ToArray();
        var poisoned = Enumerable.Range(1, each).Where(IsPoisoned).ToArray();
        Assert.Equal(handled.Length, handled.Distinct().Count());
        Assert.Equal(Publishers * (each - poisoned.Length), handled.Length);
        Assert.DoesNotContain(handled, static one => IsPoisoned(one.Number));
        var letters = test.Bus.DeadLetters.List().GroupBy(static letter => letter.Event is Keyed keyed ? keyed.Publisher : ((Free)letter.Event).Publisher);
        Assert.All(letters, letter => Assert.Equal(poisoned, letter.Select(static one => one.Event is Keyed keyed ? keyed.Number : ((Free)one.Event).Number).Order()));
        Assert.Equal(Publishers, letters.Count());
        if (handler == "ByKey" || concurrency == 1)
        {
            foreach (var ofOne in ledger.ByKey.Values.SelectMany(static key => key.GroupBy(static one => one.Publisher)))
            {
                Assert.Equal(ofOne.Select(static one => one.Number).Order(), ofOne.Select(static one => one.Number));
            }
        }

        var snapshot = test.Bus.Snapshot().Subscriptions[0];
        Assert.Equal((Publishers * each, Publishers * each, Publishers * poisoned.Length), (snapshot.Accepted, snapshot.Settled, snapshot.DeadLetters));
    }

    private static bool IsPoisoned(int number) => number % 97 == 0;
}
