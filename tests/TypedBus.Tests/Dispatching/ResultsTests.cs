using TypedBus.Tests.Support;

namespace TypedBus.Tests.Dispatching;

/// <summary>What the handlers of a dispatch return is published when all of them have ended.</summary>
public sealed class ResultsTests
{
    [Event("tests.dispatch.results.asked")]
    public sealed record Asked(bool Fails = false);

    [Event("tests.dispatch.results.answered")]
    public sealed record Answered(string By);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler(Order = 1)]
        public Answered First(Asked asked)
        {
            recorder.Add("first");
            return new Answered("first");
        }

        [Handler(Order = 2)]
        public async ValueTask<Answered> Second(Asked asked)
        {
            // The answer of the first handler is not on its way yet: its handler would write before this line does.
            await recorder.Gate("second");
            recorder.Add("second");
            return new Answered("second");
        }

        [Handler(Order = 3)]
        public Answered? Third(Asked asked) => asked.Fails ? throw new InvalidOperationException("third") : null;

        [Handler]
        public void Hear(Answered answered, EventContext context) =>
            recorder.Add($"{answered.By} answered, cause {(context.CausationId.IsEmpty ? "none" : "known")}");
    }

    [Fact]
    public async Task Results_are_published_after_all_handlers_in_their_order()
    {
        await using var test = BareBus.Start<ResultsTests>();
        var dispatch = test.Bus.DispatchAsync(new Asked());
        await test.Recorder.Reaches(1);

        // Whatever had been published by now would be heard before this.
        await test.Bus.PublishAsync(new Answered("marker"));
        await test.Recorder.Reaches(2);
        test.Recorder.Open("second");
        await dispatch;
        var entries = await test.Recorder.Reaches(5);
        Assert.Equal(
            ["first", "marker answered, cause none", "second", "first answered, cause known", "second answered, cause known"], entries);
    }

    [Fact]
    public async Task Results_of_handlers_that_ended_well_are_published_though_another_failed()
    {
        await using var test = BareBus.Start<ResultsTests>();
        test.Recorder.Open("second");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await test.Bus.DispatchAsync(new Asked(Fails: true)));
        Assert.Equal(4, (await test.Recorder.Reaches(4)).Count);
    }
}
