using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Publishing;

/// <summary>
/// Publishers give up waiting while the worker makes room: an event whose publishing ended well is handled once by all, and one that was
/// cancelled by just those whom the exception names.
/// </summary>
public sealed class CancelRaceTests(ITestOutputHelper output)
{
    [Event("tests.cancelrace")]
    public readonly record struct Raced(int Number);

    public sealed class Log
    {
        public ConcurrentDictionary<string, ConcurrentQueue<int>> Handled { get; } = new()
        {
            ["One"] = [],
            ["Two"] = [],
        };
    }

    public sealed class Handlers(Log log)
    {
        [Handler(Capacity = 1)]
        public void One(Raced raced) => log.Handled["One"].Enqueue(raced.Number);

        [Handler(Capacity = 2)]
        public async ValueTask Two(Raced raced)
        {
            await Task.Yield();
            log.Handled["Two"].Enqueue(raced.Number);
        }
    }

    [Theory]
    [InlineData("Handlers.One.*")]
    [InlineData("Handlers.*")]
    public async Task Who_has_the_event_is_told_truly(string handlers)
    {
        var publishes = TestRun.Long ? 400_000 : 20_000;
        var log = new Log();
        await using var test = BareBus.Start<CancelRaceTests>(bus => bus.Services.AddSingleton(log), handlers);
        var names = handlers == "Handlers.*" ? new[] { "One", "Two" } : ["One"];
        var expected = names.ToDictionary(static name => name, static _ => new ConcurrentBag<int>());
        int accepted = 0, refusedByAll = 0, partly = 0;
        await Parallel.ForAsync(0, publishes, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, token) =>
        {
            using var source = new CancellationTokenSource();
            var publish = test.Bus.PublishAsync(new Raced(number), source.Token);
            if (number % 2 == 0)
            {
                source.Cancel();
            }

            try
            {
                await publish;
                Interlocked.Increment(ref accepted);
                Array.ForEach(names, name => expected[name].Add(number));
            }
            catch (PublishCanceledException exception)
            {
                Interlocked.Increment(ref exception.Accepted.Count == 0 ? ref refusedByAll : ref partly);
                foreach (var name in names.Where(name => exception.Accepted.Any(full => full.Contains($".{name}.", StringComparison.Ordinal))))
                {
                    expected[name].Add(number);
                }
            }
        });
        await test.Bus.StopAsync();

        output.WriteLine($"{publishes} publishes to {names.Length}: accepted {accepted}, by some {partly}, by none {refusedByAll}");
        Assert.All(names, name => Assert.Equal(expected[name].Order(), log.Handled[name].Order()));
        Assert.True(accepted > 0 && refusedByAll > 0 && (partly > 0 || names.Length == 1));
    }
}
