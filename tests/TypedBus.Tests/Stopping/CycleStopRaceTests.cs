using TypedBus.Tests.Support;

namespace TypedBus.Tests.Stopping;

/// <summary>Handlers that publish to each other, some of them without end, are stopped at a limit.</summary>
public sealed class CycleStopRaceTests(ITestOutputHelper output)
{
    [Event("tests.cyclestop.ping")]
    public readonly record struct Ping(int Left);

    [Event("tests.cyclestop.pong")]
    public readonly record struct Pong(int Left);

    [Event("tests.cyclestop.never")]
    public readonly record struct Never([property: OrderKey] int Key);

    public sealed class Cycle(Recorder ends)
    {
        [Handler(Capacity = 1)]
        public Pong? There(Ping ping) => Next(ping.Left) ? new Pong(ping.Left - 1) : null;

        [Handler(Capacity = 1, Concurrency = 2)]
        public async ValueTask Back(Pong pong, EventContext context)
        {
            if (pong.Left % 2 == 0)
            {
                await Task.Yield();
            }

            if (Next(pong.Left))
            {
                await context.PublishAsync(new Ping(pong.Left - 1));
            }
        }

        private bool Next(int left)
        {
            if (left == 0)
            {
                ends.Add("end");
            }

            return left != 0;
        }
    }

    /// <summary>Makes counting the bus take long, so that a chain may go on while it is counted.</summary>
    public sealed class Idle
    {
        [Handler(Name = "TypedBus.Tests.Stopping.CycleStopRaceTests.Idle.1")]
        public void One(Never never)
        {
        }

        [Handler(Name = "TypedBus.Tests.Stopping.CycleStopRaceTests.Idle.2", Concurrency = 64)]
        public void Two(Never never)
        {
        }
    }

    [Fact]
    public Task Each_chain_of_events_comes_to_its_end_or_is_dropped_once() => Race.Run(
        output,
        ["all chains ended", "some dropped"],
        async random =>
        {
            await using var test = BareBus.Start<CycleStopRaceTests>();
            using var limit = new CancellationTokenSource();
            var endless = random.Next(3) == 0;
            var chains = random.Next(1, 6);
            for (var chain = 0; chain < chains; chain++)
            {
                await test.Bus.PublishAsync(new Ping(endless && chain == 0 ? int.MaxValue : random.Next(200)));
            }

            var stopping = test.Bus.StopAsync(limit.Token);
            await Race.Dawdle(Race.Delay(random) * random.Next(16));
            if (endless || random.Next(2) == 0)
            {
                await limit.CancelAsync();
            }

            await stopping;
            var dropped = StopInvariants.Check(test.Bus);
            StopInvariants.CheckLog(test.Bus, test.Log);
            Assert.Equal(chains, test.Recorder.Entries.Count + dropped);
            Assert.Equal(0, test.Bus.DeadLetters.Count);
            Assert.DoesNotContain(test.Log.Lines, static line => line.Text.Contains("does not heed", StringComparison.Ordinal));
            return dropped == 0 ? "all chains ended" : "some dropped";
        });
}
