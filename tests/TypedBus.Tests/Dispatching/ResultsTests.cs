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
        await using var bus = Kit.Start<ResultsTests>();
        var dispatch = bus.DispatchAsync(new Asked());
        Assert.Equal(["first"], bus.Recorder().Entries);
        Assert.Empty(bus.Published<Answered>());
        bus.Recorder().Open("second");
        await dispatch;
        await bus.Idle();
        Assert.Equal(
            ["first", "second", "first answered, cause known", "second answered, cause known"], bus.Recorder().Entries);
    }

    [Fact]
    public async Task Results_of_handlers_that_ended_well_are_published_though_another_failed()
    {
        await using var bus = Kit.Start<ResultsTests>();
        bus.Recorder().Open("second");
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await bus.DispatchAsync(new Asked(Fails: true)));
        await bus.Idle();
        Assert.Equal(["first", "second"], bus.Handled<Answered>().Select(static answered => answered.Event.By));
    }
}
