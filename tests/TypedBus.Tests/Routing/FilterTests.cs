using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Routing;

/// <summary>Handlers with a filter take the events whose subject fits, published or dispatched.</summary>
public sealed class FilterTests
{
#pragma warning disable TB1012 // The values that the tests use keep the subjects apart.
    [Event("tests.filter.{Region}.{Kind}")]
    public sealed record Moved(string Region, string Kind);

    [Event("tests.filter.fixed")]
    public readonly record struct Fixed(int Number);

    [Event("tests.filter.grouped.{Number}")]
    public readonly record struct Grouped(int Number);

    [Event("tests.filter.many.{Number}")]
    public readonly record struct Numbered(int Number);

    [Event("tests.filter.plain.{Number}")]
    public readonly record struct Plain(int Number);

#pragma warning restore TB1012

    [Event("tests.filter.raced.{A}.{B}")]
    public readonly record struct Raced(int A, int B);

    public sealed class Racing(Recorder recorder)
    {
        private readonly int[] _counts = new int[5];

        [Handler(Subject = "tests.filter.raced.1.*", Capacity = 100)]
        public void One(Raced raced) => Count(0, raced.A == 1);

        [Handler(Subject = "tests.filter.raced.*.2", Capacity = 100)]
        public void Two(Raced raced) => Count(1, raced.B == 2);

        [Handler(Subject = "tests.filter.raced.3.3", Capacity = 1)]
        public void Three(Raced raced) => Count(2, raced is { A: 3, B: 3 });

        [Handler(Subject = "tests.*.raced.3.>", Capacity = 10)]
        public void Four(Raced raced) => Count(3, raced.A == 3);

        [Handler(Subject = "tests.filter.raced.>")]
        public void Five(Raced raced) => Count(4, true);

        public int[] Counts => _counts;

        private void Count(int place, bool isRight)
        {
            if (!isRight)
            {
                recorder.Add($"wrong at {place}");
            }

            _counts[place]++;
        }
    }

    public sealed class Unfiltered(Recorder recorder)
    {
        [Handler]
        public void Record(Plain plain) => recorder.Add($"{plain.Number}");
    }

    public sealed class Handlers(Recorder recorder)
    {
        [Handler]
        public void All(Moved moved) => recorder.Add($"all {moved.Region} {moved.Kind}");

        [Handler(Subject = "tests.filter.eu.*")]
        public void Europe(Moved moved) => recorder.Add($"eu {moved.Region} {moved.Kind}");

        [Handler(Subject = "tests.filter.*.fast")]
        public void Fast(in Moved moved) => recorder.Add($"fast {moved.Region} {moved.Kind}");

        [Handler(Subject = "tests.filter.>", Order = -1)]
        public void Rest(Moved moved, EventContext context) => recorder.Add($"rest {context.Subject}");

        [Handler(Subject = "tests.*.fixed")]
        public void Record(Fixed @fixed) => recorder.Add($"fixed {@fixed.Number}");
    }

    public sealed class Alone(Recorder recorder)
    {
        [Handler(Subject = "tests.filter.eu.fast")]
        public void Only(Moved moved) => recorder.Add($"{moved.Region} {moved.Kind}");
    }

    public sealed class Members(Recorder recorder)
    {
        [Handler(Group = "shared", Subject = "tests.filter.grouped.1", Name = "TypedBus.Tests.Routing.FilterTests.Members.one")]
        public void One(Grouped grouped) => recorder.Add($"one {grouped.Number}");

        [Handler(Group = "shared", Subject = "tests.filter.grouped.2", Name = "TypedBus.Tests.Routing.FilterTests.Members.two")]
        public void Two(Grouped grouped) => recorder.Add($"two {grouped.Number}");

        [Handler(Group = "shared", Subject = "tests.filter.grouped.2", Name = "TypedBus.Tests.Routing.FilterTests.Members.also two")]
        public void AlsoTwo(Grouped grouped) => recorder.Add($"also two {grouped.Number}");

        [Handler(Group = "shared", Name = "TypedBus.Tests.Routing.FilterTests.Members.any")]
        public void Any(Grouped grouped) => recorder.Add($"any {grouped.Number}");
    }

    public sealed class Slow(Recorder recorder)
    {
        [Handler(Subject = "tests.filter.many.1", Capacity = 1, Name = "TypedBus.Tests.Routing.FilterTests.Slow.one")]
        public async Task One(Numbered numbered)
        {
            await recorder.Gate("one");
            recorder.Add($"one {numbered.Number}");
        }

        [Handler(Subject = "tests.filter.many.*", Capacity = 1, Name = "TypedBus.Tests.Routing.FilterTests.Slow.any")]
        public async Task Any(Numbered numbered)
        {
            await recorder.Gate("any");
            recorder.Add($"any {numbered.Number}");
        }
    }

    [Fact]
    public async Task Published_events_reach_the_handlers_whose_filter_fits()
    {
        await using var test = BareBus.Start<FilterTests>(handlers: "Handlers.*");
        await test.Bus.PublishAsync(new Moved("eu", "fast"));
        await test.Bus.PublishAsync(new Moved("us", "slow"));
        await test.Bus.PublishAsync(new Moved("EU", "fast"));
        await test.Bus.PublishAsync(new Moved("eu", "slow"));
        await test.Bus.PublishAsync(new Fixed(1));
        await test.Bus.StopAsync();

        Assert.Equal(
            [
                "all EU fast", "all eu fast", "all eu slow", "all us slow",
                "eu eu fast", "eu eu slow",
                "fast EU fast", "fast eu fast",
                "fixed 1",
                "rest tests.filter.EU.fast", "rest tests.filter.eu.fast", "rest tests.filter.eu.slow", "rest tests.filter.us.slow",
            ],
            test.Recorder.Entries.Order(StringComparer.Ordinal));
        Assert.Equal(0, test.Bus.UnheardCount);
    }

    [Fact]
    public async Task Dispatched_events_reach_them_in_the_order_of_handlers()
    {
        await using var test = BareBus.Start<FilterTests>(handlers: "Handlers.*");
        await test.Bus.DispatchAsync(new Moved("eu", "fast"));
        await test.Bus.DispatchAsync(new Moved("us", "slow"));
        await test.Bus.DispatchAsync(new Fixed(1));

        Assert.Equal(
            [
                "rest tests.filter.eu.fast", "all eu fast", "eu eu fast", "fast eu fast",
                "rest tests.filter.us.slow", "all us slow",
                "fixed 1",
            ],
            test.Recorder.Entries);
    }

    [Fact]
    public async Task What_no_filter_fits_is_unheard()
    {
        await using var test = BareBus.Start<FilterTests>(handlers: "Alone.*");
        await test.Bus.PublishAsync(new Moved("eu", "slow"));
        await test.Bus.DispatchAsync(new Moved("us", "fast"));
        Assert.Equal(2, test.Bus.UnheardCount);

        await test.Bus.PublishAsync(new Moved("eu", "fast"));
        await test.Recorder.Reaches(1);
        await test.Bus.DispatchAsync(new Moved("eu", "fast"));
        Assert.Equal(["eu fast", "eu fast"], test.Recorder.Entries);
        Assert.Equal(2, test.Bus.UnheardCount);
    }

    [Fact]
    public async Task An_illegal_value_fails_a_dispatch_that_has_filters()
    {
        await using var test = BareBus.Start<FilterTests>(handlers: "Alone.*");
        var exception = await Assert.ThrowsAsync<ArgumentException>(async () => await test.Bus.DispatchAsync(new Moved("e.u", "fast")));

        Assert.Contains("'Region' has a '.' in 'e.u'", exception.Message);
        Assert.Equal(0, test.Bus.UnheardCount);
    }

    [Fact]
    public async Task Of_a_group_one_member_whose_filter_fits_has_the_event()
    {
        await using var test = BareBus.Start<FilterTests>(handlers: "Members.*");
        for (var round = 0; round < 30; round++)
        {
            await test.Bus.PublishAsync(new Grouped(1));
            await test.Bus.PublishAsync(new Grouped(2));
            await test.Bus.PublishAsync(new Grouped(3));
        }

        await test.Bus.StopAsync();
        var counts = test.Recorder.Entries.CountBy(static entry => entry).ToDictionary();
        Assert.Equal(["also two 2", "any 1", "any 2", "any 3", "one 1", "two 2"], counts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((30, 30, 30), (counts["any 1"] + counts["one 1"], counts["any 2"] + counts["two 2"] + counts["also two 2"], counts["any 3"]));
        Assert.Equal((15, 10, 10), (counts["one 1"], counts["two 2"], counts["also two 2"]));
    }

    [Fact]
    public async Task A_full_queue_holds_up_only_what_fits_it()
    {
        await using var test = BareBus.Start<FilterTests>(handlers: "Slow.*");
        test.Recorder.Open("any");
        for (var number = 0; number < 2; number++)
        {
            await test.Bus.PublishAsync(new Numbered(1));
        }

        // The first of two may be in hand by now or not: a third waits in any case until there is room, or is let in at once.
        var third = test.Bus.PublishAsync(new Numbered(1)).AsTask();
        var fourth = test.Bus.PublishAsync(new Numbered(1)).AsTask();
        await test.Bus.PublishAsync(new Numbered(2));
        Assert.False(fourth.IsCompleted);

        test.Recorder.Open("one");
        await Task.WhenAll(third, fourth);
        await test.Bus.StopAsync();
        Assert.Equal((4, 4, 1), (Count("one 1"), Count("any 1"), Count("any 2")));

        int Count(string entry) => test.Recorder.Entries.Count(other => other == entry);
    }

    [Fact]
    public async Task Code_and_configuration_set_filters_too()
    {
        await using var test = BareBus.Start<FilterTests>(
            static bus =>
            {
                bus.Handler("*.All.*").Subject("tests.filter.us.>");
                bus.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
                    [new("TypedBus:Handlers:TypedBus.Tests.Routing.FilterTests.Handlers.Europe.FilterTests.Moved:Subject", "tests.filter.*.slow")]).Build());
            },
            "Handlers.*");
        await test.Bus.DispatchAsync(new Moved("jp", "slow"));
        await test.Bus.DispatchAsync(new Moved("us", "fast"));

        Assert.Equal(
            ["rest tests.filter.jp.slow", "eu jp slow", "rest tests.filter.us.fast", "all us fast", "fast us fast"], test.Recorder.Entries);
    }

    [Fact]
    public async Task Publishers_who_come_at_once_find_the_same_feeds()
    {
        const int Publishers = 4;
        const int Values = 5;
        var rounds = TestRun.Long ? 2_000 : 50;
        for (var bus = 0; bus < (TestRun.Long ? 200 : 20); bus++)
        {
            // A new bus each time, since it is the first events of a kind that race.
            Racing? handlers = null;
            await using var test = BareBus.Start<FilterTests>(
                setup => setup.Services.AddSingleton(services => handlers = new Racing(services.GetRequiredService<Recorder>())), "Racing.*");
            await Task.WhenAll(Enumerable.Range(0, Publishers).Select(publisher => Task.Run(async () =>
            {
                for (var number = 0; number < rounds * Values * Values; number++)
                {
                    var value = number + (publisher * 7);
                    await test.Bus.PublishAsync(new Raced(value % Values, value / Values % Values));
                }
            })));
            await test.Bus.StopAsync();

            Assert.Empty(test.Recorder.Entries);
            var each = Publishers * rounds;
            Assert.Equal([each * Values, each * Values, each, each * Values, each * Values * Values], handlers!.Counts);
        }
    }

    [Fact]
    public async Task A_filter_from_code_alone_counts_in_a_dispatch()
    {
        await using var test = BareBus.Start<FilterTests>(static bus => bus.Handler("*").Subject("tests.*.plain.2"), "Unfiltered.*");
        for (var number = 1; number <= 3; number++)
        {
            await test.Bus.DispatchAsync(new Plain(number));
        }

        Assert.Equal(["2"], test.Recorder.Entries);
    }

    [Theory]
    [InlineData("Handlers.All.*", "tests.**", "has a filter, 'tests.**', that has '*' or '>' inside a token. Write tokens joined by dots")]
    [InlineData("Handlers.All.*", "tests.filter.fixed", "has a filter, 'tests.filter.fixed', that fits no 'TypedBus.Tests.Routing.FilterTests.Moved'. Make it fit")]
    [InlineData("Handlers.Record.*", "tests.filter.other", "fits no 'TypedBus.Tests.Routing.FilterTests.Fixed'. Make it fit the subject, 'tests.filter.fixed', or remove it.")]
    public void A_filter_that_cannot_fit_is_an_error_at_start(string handler, string filter, string problem)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => BareBus.Start<FilterTests>(
            bus => bus.Handler($"TypedBus.Tests.Routing.FilterTests.{handler}").Subject(filter), handler));

        Assert.Contains($"- Handler 'TypedBus.Tests.Routing.FilterTests.{handler[..^2]}", exception.Message);
        Assert.Contains(problem, exception.Message);
    }

    [Fact]
    public async Task The_line_at_start_shows_the_filter()
    {
        await using var test = BareBus.Start<FilterTests>(handlers: "Alone.*");

        Assert.Contains(test.Log.Lines, static line => line.Text.Contains("tests.filter.eu.fast", StringComparison.Ordinal)
            && line.Text.Contains(" -> TypedBus.Tests.Routing.FilterTests.Alone.Only.FilterTests.Moved", StringComparison.Ordinal));
    }
}
