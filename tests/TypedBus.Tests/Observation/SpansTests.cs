using System.Collections.Concurrent;
using System.Diagnostics;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Observation;

/// <summary>What a listener of the source <c>TypedBus</c> sees: spans, and which follows from which.</summary>
public sealed class SpansTests
{
    private static readonly ActivitySource _outside = new("TypedBus.Tests.Outside");

    [Event("tests.span.asked")]
    public readonly record struct Asked(int Failures);

    [Event("tests.span.answered")]
    public readonly record struct Answered(int Number);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler(Group = "answering", Attempts = 2)]
        public async ValueTask<Answered> Answer(Asked asked, EventContext context)
        {
            await Task.Yield();
            return context.Attempt > asked.Failures ? new Answered(1) : throw new FormatException("asked");
        }

        [Handler]
        public void Hear(Answered answered) => recorder.Add($"{Activity.Current?.DisplayName}");
    }

    private static BareBus Start() => BareBus.Start<SpansTests>(static bus => bus.Retry(static retry => retry.Delay = TimeSpan.Zero));

    /// <summary>Runs a publish under a root span, and gives the spans of its trace by the order in which they began.</summary>
    private static async Task<(Activity Root, IReadOnlyList<Activity> Spans)> Run(Func<BareBus, ValueTask> publish)
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "TypedBus" or "TypedBus.Tests.Outside",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var test = Start();
        Activity root;
        using (root = _outside.StartActivity("root")!)
        {
            await publish(test);
            Assert.Same(root, Activity.Current);
        }

        await test.Bus.StopAsync();
        Assert.All(test.Recorder.Entries, static entry => Assert.Equal("process tests.span.answered", entry));
        return (root, [.. spans.Where(span => span.TraceId == root.TraceId && span != root)]);
    }

    [Fact]
    public async Task Each_follows_from_the_one_that_caused_it()
    {
        var (root, spans) = await Run(static test => test.Bus.PublishAsync(new Asked(0)));
        Assert.Equal(
            ["publish tests.span.asked", "process tests.span.asked", "publish tests.span.answered", "process tests.span.answered"],
            spans.Select(static span => span.DisplayName));
        Assert.Equal([ActivityKind.Producer, ActivityKind.Consumer, ActivityKind.Producer, ActivityKind.Consumer], spans.Select(static span => span.Kind));
        Assert.Equal([root.SpanId, spans[0].SpanId, spans[1].SpanId, spans[2].SpanId], spans.Select(static span => span.ParentSpanId));
        Assert.All(spans, static span => Assert.True(span.IsStopped));
        Assert.All(spans, static span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
    }

    [Fact]
    public async Task They_bear_the_conventions_tags()
    {
        var (_, spans) = await Run(static test => test.Bus.PublishAsync(new Asked(0), new PublishOptions { CorrelationId = "c1" }));
        var id = spans[0].GetTagItem("messaging.message.id");
        Assert.NotNull(id);
        Assert.Equivalent(
            new Dictionary<string, object?>
            {
                ["messaging.system"] = "typedbus",
                ["messaging.destination.name"] = "tests.span.asked",
                ["messaging.operation.name"] = "publish",
                ["messaging.operation.type"] = "send",
                ["messaging.message.id"] = id,
                ["messaging.message.conversation_id"] = "c1",
            },
            new Dictionary<string, object?>(spans[0].TagObjects),
            strict: true);
        Assert.Equivalent(
            new Dictionary<string, object?>
            {
                ["messaging.system"] = "typedbus",
                ["messaging.destination.name"] = "tests.span.asked",
                ["messaging.operation.name"] = "process",
                ["messaging.operation.type"] = "process",
                ["messaging.consumer.group.name"] = "answering",
                ["messaging.message.id"] = id,
                ["messaging.message.conversation_id"] = "c1",
                ["typedbus.handler"] = "TypedBus.Tests.Observation.SpansTests.Handlers.Answer.SpansTests.Asked",
                ["typedbus.attempt"] = 1,
            },
            new Dictionary<string, object?>(spans[1].TagObjects),
            strict: true);
        Assert.All(spans, static span => Assert.Equal("c1", span.GetTagItem("messaging.message.conversation_id")));
    }

    [Fact]
    public async Task Each_attempt_has_a_span_and_a_failed_one_says_why()
    {
        var (_, spans) = await Run(static test => test.Bus.PublishAsync(new Asked(2)));
        Assert.Equal(["publish", "process", "process"], spans.Select(static span => span.GetTagItem("messaging.operation.name")));
        Assert.All(spans.Skip(1), span => Assert.Equal(spans[0].SpanId, span.ParentSpanId));
        Assert.Equal([1, 2], spans.Skip(1).Select(static span => span.GetTagItem("typedbus.attempt")));
        Assert.All(spans.Skip(1), static span => Assert.Equal((ActivityStatusCode.Error, "asked"), (span.Status, span.StatusDescription)));
        Assert.All(spans.Skip(1), static span => Assert.Equal("System.FormatException", span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_publish_that_is_refused_says_why()
    {
        var (_, spans) = await Run(static async test =>
        {
            await test.Bus.StopAsync();
            await Assert.ThrowsAsync<PublishRefusedException>(async () => await test.Bus.PublishAsync(new Asked(0)));
        });
        var span = Assert.Single(spans);
        Assert.Equal((ActivityStatusCode.Error, "TypedBus.PublishRefusedException"), (span.Status, span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task Options_that_are_shared_do_not_carry_one_trace_into_another()
    {
        var options = new PublishOptions { CorrelationId = "shared", Headers = new Dictionary<string, string> { ["a"] = "b" } };
        var copy = options with { };
        var (first, firstSpans) = await Run(test => test.Bus.PublishAsync(new Asked(0), options));
        var (second, secondSpans) = await Run(test => test.Bus.PublishAsync(new Asked(0), options));
        Assert.NotEqual(first.TraceId, second.TraceId);
        Assert.Equal((4, 4), (firstSpans.Count, secondSpans.Count));
        Assert.Equal(copy, options);
    }

    [Fact]
    public async Task A_dead_letter_that_is_sent_back_stays_in_its_trace()
    {
        var (_, spans) = await Run(static async test =>
        {
            await test.Bus.PublishAsync(new Asked(2));
            DeadLetter? letter;
            while ((letter = test.Bus.DeadLetters.List().SingleOrDefault()) is null)
            {
                await Task.Yield();
            }

            await test.Bus.DeadLetters.SendBackAsync(letter);
        });
        Assert.Equal(5, spans.Count);
        Assert.All(spans.Skip(1), span => Assert.Equal(spans[0].SpanId, span.ParentSpanId));
    }

    [Fact]
    public async Task Where_the_bus_spans_are_not_sampled_the_trace_goes_on()
    {
        var current = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "TypedBus" or "TypedBus.Tests.Outside",
            Sample = static (ref options) =>
                options.Source.Name == "TypedBus" && options.Kind == ActivityKind.Producer ? ActivitySamplingResult.None : ActivitySamplingResult.AllData,
            ActivityStarted = current.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var test = Start();
        Activity root;
        using (root = _outside.StartActivity("root")!)
        {
            await test.Bus.PublishAsync(new Asked(0));
        }

        await test.Bus.StopAsync();
        Activity[] spans = [.. current.Where(span => span.TraceId == root.TraceId && span.Kind == ActivityKind.Consumer)];
        Assert.Equal([root.SpanId, spans[0].SpanId], spans.Select(static span => span.ParentSpanId));
    }
}
