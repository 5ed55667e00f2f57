using TypedBus.Tests.Support;

namespace TypedBus.Tests.Publishing;

/// <summary>What handlers publish never waits, so no cycle of them can block itself; the bound is loud.</summary>
public sealed class CascadeTests
{
    private const int Outside = 2_000;

    [Event("tests.cascade.ping")]
    public readonly record struct Ping(int Left);

    [Event("tests.cascade.pong")]
    public readonly record struct Pong(int Left);

    [Event("tests.cascade.split")]
    public readonly record struct Split(int Depth);

    [Event("tests.cascade.endless")]
    public readonly record struct Endless(int Depth);

    public sealed class Cycle(Recorder recorder)
    {
        [Handler(Capacity = 1)]
        public Pong? There(Ping ping)
        {
            recorder.Add("ping");
            return ping.Left == 0 ? null : new Pong(ping.Left - 1);
        }

        [Handler(Capacity = 1)]
        public Ping? Back(Pong pong)
        {
            recorder.Add("pong");
            return pong.Left == 0 ? null : new Ping(pong.Left - 1);
        }
    }

    public sealed class Splitting(Recorder recorder)
    {
        [Handler(Capacity = 1)]
        public IEnumerable<Split> Twice(Split split)
        {
            recorder.Add("split");
            return split.Depth == 0 ? [] : [new Split(split.Depth - 1), new Split(split.Depth - 1)];
        }
    }

    public sealed class Growing
    {
        [Handler(Capacity = 1)]
        public async ValueTask Twice(Endless endless, EventContext context)
        {
            await context.PublishAsync(new Endless(endless.Depth + 1));
            await context.PublishAsync(new Endless(endless.Depth + 1));
        }
    }

    [Fact]
    public async Task A_cycle_of_two_handlers_at_capacity_1_under_an_outside_flood_does_not_hang()
    {
        await using var test = BareBus.Start<CascadeTests>(handlers: "Cycle.*");
        await Flood(() => test.Bus.PublishAsync(new Ping(5)));
        Assert.Equal(Outside * 6, (await test.Recorder.Reaches(Outside * 6)).Count);
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task A_handler_that_returns_two_of_its_own_event_under_an_outside_flood_does_not_hang()
    {
        await using var test = BareBus.Start<CascadeTests>(handlers: "Splitting.*");
        await Flood(() => test.Bus.PublishAsync(new Split(3)));
        Assert.Equal(Outside * 15, (await test.Recorder.Reaches(Outside * 15)).Count);
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task Growth_without_end_becomes_dead_letters_that_name_the_path()
    {
        await using var test = BareBus.Start<CascadeTests>(
            static bus =>
            {
                bus.Options.MaxCascade = 100;
                bus.Options.DeadLetterCapacity = 10;
                bus.Options.StopTimeout = TimeSpan.Zero;
            },
            "Growing.*");
        await test.Bus.PublishAsync(new Endless(0));
        while (test.Bus.DeadLetters.Lost == 0)
        {
            await Task.Yield();
        }

        var letter = test.Bus.DeadLetters.List()[0];
        var reason = Assert.IsType<CascadeLimitException>(letter.Reason);
        const string name = "TypedBus.Tests.Publishing.CascadeTests.Growing.Twice.CascadeTests.Endless";
        Assert.Contains($"{name} -> {name}", reason.Message, StringComparison.Ordinal);
        Assert.Contains("MaxCascade", reason.Message, StringComparison.Ordinal);
        Assert.Equal(1, letter.Attempts);
        Assert.Equal(10, test.Bus.DeadLetters.Count);
    }

    private static Task Flood(Func<ValueTask> publish) => Parallel.ForAsync(
        0, Outside, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, _) => await publish());
}
