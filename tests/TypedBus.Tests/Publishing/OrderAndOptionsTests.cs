using TypedBus.Tests.Support;

namespace TypedBus.Tests.Publishing;

/// <summary>The order of deliveries, and what travels beside an event.</summary>
public sealed class OrderAndOptionsTests
{
    [Event("tests.publishing.counted")]
    public readonly record struct Counted(int Publisher, int Number);

    [Event("tests.publishing.asked")]
    public sealed record Asked(string Question);

    [Event("tests.publishing.answered")]
    public sealed record Answered(string Answer);

    public sealed class Counting(Recorder recorder)
    {
        [Handler]
        public void Count(Counted counted) => recorder.Add($"{counted.Publisher}:{counted.Number}");
    }

    public sealed class Asking(Recorder recorder)
    {
        [Handler]
        public Answered Answer(Asked asked, EventContext context)
        {
            recorder.Add(Describe(context));
            return new Answered(asked.Question);
        }

        [Handler]
        public void Hear(Answered answered, EventContext<Answered> context) => recorder.Add(Describe(context));

        private static string Describe(EventContext context) =>
            $"{context.Subject}|{context.Id}|{context.CorrelationId}|{context.CausationId}|{context.Key}|"
            + string.Join(',', context.Headers.Select(static header => $"{header.Key}={header.Value}"));
    }

    [Fact]
    public async Task One_publishers_order_holds()
    {
        await using var test = BareBus.Start<OrderAndOptionsTests>(static bus => bus.Options.Capacity = 8, "Counting.*");
        const int each = 2_000;
        await Parallel.ForAsync(0, 4, async (publisher, _) =>
        {
            for (var number = 0; number < each; number++)
            {
                await test.Bus.PublishAsync(new Counted(publisher, number));
            }
        });

        var entries = await test.Recorder.Reaches(4 * each);
        for (var publisher = 0; publisher < 4; publisher++)
        {
            var prefix = $"{publisher}:";
            Assert.Equal(
                Enumerable.Range(0, each).Select(number => prefix + number),
                entries.Where(entry => entry.StartsWith(prefix, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Without_options_the_event_itself_begins_the_correlation()
    {
        await using var bus = Kit.Start<OrderAndOptionsTests>(handlers: "Asking.*");
        await bus.PublishAsync(new Asked("why"));
        await bus.Idle();
        var entries = bus.Recorder().Entries.Select(static entry => entry.Split('|')).ToArray();
        var (cause, effect) = (entries[0], entries[1]);
        Assert.Equal(cause[1], cause[2]);
        Assert.Equal(new string('0', 32), cause[3]);
        Assert.Equal(cause[2], effect[2]);
        Assert.Equal(cause[1], effect[3]);
        Assert.NotEqual(cause[1], effect[1]);
    }

    [Fact]
    public async Task Options_travel_with_the_event_and_only_the_correlation_goes_on()
    {
        await using var bus = Kit.Start<OrderAndOptionsTests>(handlers: "Asking.*");
        var options = new PublishOptions
        {
            Headers = new Dictionary<string, string> { ["tenant"] = "north" },
            Key = "k1",
            CorrelationId = "request 7",
        };
        await bus.PublishAsync(new Asked("why"), options);
        await bus.Idle();
        var entries = bus.Recorder().Entries;
        Assert.EndsWith("|request 7|00000000000000000000000000000000|k1|tenant=north", entries[0], StringComparison.Ordinal);
        Assert.Contains("|request 7|", entries[1], StringComparison.Ordinal);
        Assert.EndsWith("||", entries[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_were_used_can_be_changed_into_others_and_compare_as_before()
    {
        await using var bus = Kit.Start<OrderAndOptionsTests>(handlers: "Asking.*");
        var first = new PublishOptions { Key = "k", CorrelationId = "first" };
        await bus.PublishAsync(new Asked("one"), first);
        await bus.Idle();
        await bus.PublishAsync(new Asked("two"), first with { CorrelationId = "second" });
        await bus.Idle();
        var effect = bus.Recorder().Entries[3];
        Assert.StartsWith("tests.publishing.answered|", effect, StringComparison.Ordinal);
        Assert.Contains("|second|", effect, StringComparison.Ordinal);
        Assert.Equal(new PublishOptions { Key = "k", CorrelationId = "first" }, first);
        Assert.Equal(new PublishOptions { Key = "k", CorrelationId = "first" }.GetHashCode(), first.GetHashCode());
    }

    [Fact]
    public async Task A_publisher_that_is_cancelled_already_publishes_nothing()
    {
        await using var test = BareBus.Start<OrderAndOptionsTests>(handlers: "Counting.*");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await test.Bus.PublishAsync(new Counted(0, 0), new CancellationToken(canceled: true)));
        await test.Bus.StopAsync();
        Assert.Empty(test.Recorder.Entries);
    }
}
