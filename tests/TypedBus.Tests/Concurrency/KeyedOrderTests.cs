using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Concurrency;

/// <summary>
/// The contract of order: deliveries of one key are handled one at a time and as they were published, whatever fails among them; those of
/// different keys side by side; those whose key is null in order among themselves.
/// </summary>
public sealed class KeyedOrderTests(ITestOutputHelper output)
{
    private const int Workers = 4;

    [Event("tests.keyed.moved")]
    public readonly record struct Moved([property: OrderKey] string? Account, int Publisher, int Number);

    [Event("tests.keyed.held")]
    public sealed record Held([OrderKey] int Key, int Number, int Failures = 0);

    /// <summary>What was handled by key, and how many deliveries of a key were ever in hand at once.</summary>
    public sealed class Ledger
    {
        public ConcurrentDictionary<string, ConcurrentQueue<Moved>> ByKey { get; } = new();

        public ConcurrentDictionary<string, int> InHand { get; } = new();

        public int Overlaps;
        public int Failures;
        public int SideBySide;
        public int Running;
    }

    public sealed class Handlers(Ledger ledger)
    {
        [Handler(Concurrency = Workers, Capacity = 64)]
        public async ValueTask Move(Moved moved, EventContext context)
        {
            var key = moved.Account ?? "null";
            if (ledger.InHand.AddOrUpdate(key, 1, static (_, count) => count + 1) != 1)
            {
                Interlocked.Increment(ref ledger.Overlaps);
            }

            if (Interlocked.Increment(ref ledger.Running) > 1)
            {
                Interlocked.Increment(ref ledger.SideBySide);
            }

            try
            {
                // A delay of random length, and a failure of some first attempts: the order must not notice.
                var chance = HashCode.Combine(moved.Publisher, moved.Number) & 15;
                if (chance < 4)
                {
                    await Task.Yield();
                }

                if (chance == 5 && context.Attempt == 1)
                {
                    Interlocked.Increment(ref ledger.Failures);
                    throw new InvalidOperationException("not yet");
                }

                ledger.ByKey.GetOrAdd(key, static _ => []).Enqueue(moved);
            }
            finally
            {
                Interlocked.Decrement(ref ledger.Running);
                ledger.InHand.AddOrUpdate(key, 0, static (_, count) => count - 1);
            }
        }
    }

    public sealed class Holding(Recorder recorder)
    {
        [Handler(Concurrency = Workers)]
        public async Task Hold(Held held, EventContext context)
        {
            recorder.Add($"{held.Key}:{held.Number} attempt {context.Attempt}");
            if (context.Attempt <= held.Failures)
            {
                throw new InvalidOperationException("not yet");
            }

            await recorder.Gate($"{held.Key}");
        }
    }

    [Fact]
    public async Task Order_by_key_holds_under_stress()
    {
        var each = TestRun.Long ? 200_000 : 8_000;
        const int publishers = 3;
        string?[] keys = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", null];
        var ledger = new Ledger();
        await using var test = BareBus.Start<KeyedOrderTests>(
            bus =>
            {
                bus.Services.AddSingleton(ledger);
                bus.Retry(static retry => retry.Delay = TimeSpan.Zero);
            },
            "Handlers.*");
        await Parallel.ForAsync(0, publishers, async (publisher, token) =>
        {
            var random = new Random(publisher);
            for (var number = 0; number < each; number++)
            {
                await test.Bus.PublishAsync(new Moved(keys[random.Next(keys.Length)], publisher, number), token);
            }
        });
        await test.Bus.StopAsync();

        Assert.Equal(publishers * each, ledger.ByKey.Values.Sum(static moves => moves.Count));
        Assert.Equal(0, ledger.Overlaps);
        foreach (var moves in ledger.ByKey.Values)
        {
            foreach (var ofOne in moves.GroupBy(static move => move.Publisher))
            {
                Assert.Equal(ofOne.Select(static move => move.Number).Order(), ofOne.Select(static move => move.Number));
            }
        }

        output.WriteLine($"{publishers * each} deliveries, {ledger.Failures} failed once, {ledger.SideBySide} began beside another");
        Assert.True(ledger.Failures > 0 && ledger.SideBySide > 0);
    }

    [Fact]
    public async Task A_key_that_is_stuck_holds_up_its_own_deliveries()
    {
        await using var test = BareBus.Start<KeyedOrderTests>(handlers: "Holding.*");
        var keys = Enumerable.Range(0, 100).ToArray();
        await test.Bus.PublishAsync(new Held(-1, 0));
        await test.Bus.PublishAsync(new Held(-1, 1));
        foreach (var key in keys)
        {
            test.Recorder.Open($"{key}");
            await test.Bus.PublishAsync(new Held(key, 0));
        }

        // Of 100 keys on 4 lanes about three quarters do not share the stuck one's.
        var entries = await test.Recorder.Reaches(1 + 50);
        Assert.DoesNotContain("-1:1 attempt 1", entries);
        test.Recorder.Open("-1");
        await test.Bus.StopAsync();
        Assert.Equal(102, test.Recorder.Entries.Count);
    }

    [Fact]
    public async Task A_failed_delivery_keeps_its_place_in_its_key()
    {
        await using var test = BareBus.Start<KeyedOrderTests>(
            static bus => bus.Retry(static retry => (retry.Delay, retry.Attempts) = (TimeSpan.Zero, 3)), "Holding.*");
        test.Recorder.Open("7");
        await test.Bus.PublishAsync(new Held(7, 0, Failures: 2));
        await test.Bus.PublishAsync(new Held(7, 1, Failures: 9));
        await test.Bus.PublishAsync(new Held(7, 2));
        await test.Bus.StopAsync();
        Assert.Equal(
            ["7:0 attempt 1", "7:0 attempt 2", "7:0 attempt 3", "7:1 attempt 1", "7:1 attempt 2", "7:1 attempt 3", "7:2 attempt 1"],
            test.Recorder.Entries);
        Assert.Equal(1, Assert.IsType<Held>(Assert.Single(test.Bus.DeadLetters.List()).Event).Number);
    }

    [Fact]
    public async Task One_worker_keeps_the_order_over_all_keys()
    {
        await using var test = BareBus.Start<KeyedOrderTests>(static bus => bus.Handler("*.Hold.*").Concurrency(1), "Holding.*");
        for (var number = 0; number < 50; number++)
        {
            test.Recorder.Open($"{number}");
            await test.Bus.PublishAsync(new Held(number, number));
        }

        await test.Bus.StopAsync();
        Assert.Equal(Enumerable.Range(0, 50).Select(static number => $"{number}:{number} attempt 1"), test.Recorder.Entries);
    }
}
