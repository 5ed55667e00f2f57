using TypedBus.Tests.Support;

namespace TypedBus.Tests.Publishing;

/// <summary>Of all subscriptions of one event and one group, each delivery reaches one.</summary>
public sealed class GroupTests
{
    [Event("tests.groups")]
    public readonly record struct Shared(int Number);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler(Group = "workers", Name = "TypedBus.Tests.Publishing.GroupTests.one", Capacity = 1)]
        public async Task One(Shared shared)
        {
            recorder.Add($"one {shared.Number}");
            await recorder.Gate("one");
        }

        [Handler(Group = "workers", Name = "TypedBus.Tests.Publishing.GroupTests.two")]
        public void Two(Shared shared) => recorder.Add($"two {shared.Number}");

        [Handler(Name = "TypedBus.Tests.Publishing.GroupTests.alone")]
        public void Alone(Shared shared) => recorder.Add($"alone {shared.Number}");
    }

    [Fact]
    public async Task Members_share_and_others_have_all()
    {
        await using var bus = Kit.Start<GroupTests>();
        bus.Recorder().Open("one");
        for (var number = 0; number < 100; number++)
        {
            await bus.PublishAsync(new Shared(number));
        }

        await bus.Idle();
        var (one, two) = (bus.Handled<Shared>("*.one"), bus.Handled<Shared>("*.two"));
        Assert.Equal(Enumerable.Range(0, 100), one.Concat(two).Select(static attempt => attempt.Event.Number).Order());
        Assert.NotEmpty(one);
        Assert.NotEmpty(two);
        Assert.Equal(Enumerable.Range(0, 100), bus.Handled<Shared>("*.alone").Select(static attempt => attempt.Event.Number));
    }

    [Fact]
    public async Task A_member_that_is_full_is_passed_by()
    {
        await using var test = BareBus.Start<GroupTests>();
        for (var number = 0; number < 50; number++)
        {
            await test.Bus.PublishAsync(new Shared(number));
        }

        // The first member has one in hand and room for one more; the other has the rest, and nobody waited.
        await test.Recorder.Reaches(48 + 50);
        test.Recorder.Open("one");
        await test.Bus.StopAsync();
        Assert.InRange(test.Recorder.Entries.Count(static entry => entry.StartsWith("one", StringComparison.Ordinal)), 1, 2);
        Assert.Equal(100, test.Recorder.Entries.Count);
    }
}
