using TypedBus.Tests.Support;

namespace TypedBus.Tests.Running;

/// <summary>Members of a group share its deliveries, and come and go.</summary>
public sealed class GroupMembersTests
{
    [Event("tests.run.shared")]
    public readonly record struct Shared(int Number);

    [Event("tests.run.sharedkeyed")]
    public readonly record struct SharedKeyed([property: OrderKey] int Key, int Number);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler(Group = "mixed", Name = "TypedBus.Tests.Running.GroupMembersTests.generated")]
        public void Generated(SharedKeyed shared) => recorder.Add($"generated {shared.Key} {shared.Number}");
    }

    private static BareBus Start(string handlers = "nobody") => BareBus.Start<GroupMembersTests>(static bus => bus.ExpectSubscriptions("*"), handlers);

    private static EventSubscription Join(BareBus test, string name, int capacity = 256, string group = "workers", bool holds = false) =>
        test.Bus.Subscribe<Shared>(
            name,
            async context =>
            {
                test.Recorder.Add($"{name} {context.Event.Number}");
                if (holds)
                {
                    await test.Recorder.Gate(name);
                }
            },
            options => (options.Group, options.Capacity) = (group, capacity));

    private static EventSubscription JoinKeyed(BareBus test, string name, int capacity = 256, string group = "workers", bool holds = false) =>
        test.Bus.Subscribe<SharedKeyed>(
            name,
            async context =>
            {
                test.Recorder.Add($"{name} {context.Event.Key} {context.Event.Number}");
                if (holds)
                {
                    await test.Recorder.Gate(name);
                }
            },
            options => (options.Group, options.Capacity) = (group, capacity));

    [Fact]
    public async Task A_publisher_that_finds_all_full_goes_on_when_any_has_room()
    {
        await using var test = Start();
        Join(test, "stuck", capacity: 1, holds: true);
        Join(test, "slow", capacity: 1, holds: true);
        var publishing = Enumerable.Range(0, 6).Select(number => test.Bus.PublishAsync(new Shared(number)).AsTask()).ToArray();
        await test.Recorder.Reaches(2);
        await Task.WhenAll(publishing.Take(4));
        Assert.Equal(2, publishing.Count(static publish => !publish.IsCompleted));

        // Of the two that wait at both, both go to the one that goes on.
        test.Recorder.Open("slow");
        await Task.WhenAll(publishing);
        await test.Recorder.Reaches(5);
        Assert.Equal(4, test.Recorder.Entries.Count(static entry => entry.StartsWith("slow", StringComparison.Ordinal)));
        test.Recorder.Open("stuck");
        await test.Bus.StopAsync();
        Assert.Equal(6, test.Recorder.Entries.Select(static entry => entry.Split(' ')[1]).Distinct().Count());
        Assert.Equal(6, test.Recorder.Entries.Count);
    }

    [Fact]
    public async Task A_publisher_that_waits_at_all_of_them_can_give_up()
    {
        await using var test = Start();
        Join(test, "stuck", capacity: 1, holds: true);
        Join(test, "slow", capacity: 1, holds: true);
        using var source = new CancellationTokenSource();
        var publishing = Enumerable.Range(0, 5).Select(number => test.Bus.PublishAsync(new Shared(number), source.Token).AsTask()).ToArray();
        await Task.WhenAll(publishing.Take(4));
        await source.CancelAsync();
        var failure = await Assert.ThrowsAsync<PublishCanceledException>(() => publishing[4]);
        Assert.Equal(["workers"], failure.Missing);
        test.Recorder.Open("stuck");
        test.Recorder.Open("slow");
        await test.Bus.StopAsync();
        Assert.Equal(4, test.Recorder.Entries.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_publisher_that_waits_goes_to_a_member_that_joins(int stuck)
    {
        await using var test = Start();
        for (var number = 0; number < stuck; number++)
        {
            Join(test, $"stuck{number}", capacity: 1, holds: true);
        }

        var publishing = Enumerable.Range(0, (2 * stuck) + 3).Select(number => test.Bus.PublishAsync(new Shared(number)).AsTask()).ToArray();
        await Task.WhenAll(publishing.Take(2 * stuck));
        Assert.False(publishing[2 * stuck].IsCompleted);
        Join(test, "quick");
        await Task.WhenAll(publishing);
        await test.Recorder.Reaches(stuck + 3);
        Assert.Equal(3, test.Recorder.Entries.Count(static entry => entry.StartsWith("quick", StringComparison.Ordinal)));
        test.Recorder.Open("stuck0");
        test.Recorder.Open("stuck1");
        await test.Bus.StopAsync();
        Assert.Equal((2 * stuck) + 3, test.Recorder.Entries.Count);
    }

    [Fact]
    public async Task A_paused_member_gets_nothing_while_another_runs()
    {
        await using var test = Start();
        var paused = Join(test, "paused");
        var running = Join(test, "running", capacity: 1);
        paused.Pause();
        for (var number = 0; number < 20; number++)
        {
            await test.Bus.PublishAsync(new Shared(number));
        }

        await test.Recorder.Reaches(20);
        Assert.All(test.Recorder.Entries, static entry => Assert.StartsWith("running", entry, StringComparison.Ordinal));

        // Where none runs, they share again, and what they have waits for them.
        running.Pause();
        for (var number = 20; number < 30; number++)
        {
            await test.Bus.PublishAsync(new Shared(number));
        }

        Assert.Equal(20, test.Recorder.Entries.Count);
        paused.Resume();
        running.Resume();
        await test.Recorder.Reaches(30);
        Assert.Contains(test.Recorder.Entries, static entry => entry.StartsWith("paused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_publisher_that_waits_at_members_that_pause_goes_to_one_that_runs()
    {
        await using var test = Start();
        var one = Join(test, "one", capacity: 1);
        var two = Join(test, "two", capacity: 1);
        one.Pause();
        two.Pause();
        var publishing = Enumerable.Range(0, 4).Select(number => test.Bus.PublishAsync(new Shared(number)).AsTask()).ToArray();
        await Task.WhenAll(publishing.Take(2));
        Assert.False(publishing[2].IsCompleted);
        two.Resume();
        await Task.WhenAll(publishing);
        await test.Recorder.Reaches(3);
        Assert.All(test.Recorder.Entries, static entry => Assert.StartsWith("two", entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_has_one_member_and_waits_for_it()
    {
        await using var test = Start("nobody");
        JoinKeyed(test, "one", capacity: 1, holds: true);
        JoinKeyed(test, "two");
        var publishing = Enumerable.Range(0, 60).Select(number => test.Bus.PublishAsync(new SharedKeyed(number % 20, number)).AsTask()).ToArray();
        await test.Recorder.Reaches(1);
        Assert.Contains(publishing, static publish => !publish.IsCompleted);
        test.Recorder.Open("one");
        await Task.WhenAll(publishing);
        await test.Bus.StopAsync();
        Assert.Equal(60, test.Recorder.Entries.Count);
        var keys = test.Recorder.Entries.Select(static entry => entry.Split(' ')).GroupBy(static entry => entry[1]).ToArray();
        Assert.All(keys, static key => Assert.Single(key.Select(static entry => entry[0]).Distinct()));
        Assert.All(keys, static key => Assert.Equal(key.Select(static entry => int.Parse(entry[2])).Order(), key.Select(static entry => int.Parse(entry[2]))));
        Assert.Equal(2, keys.Select(static key => key.First()[0]).Distinct().Count());
    }

    [Fact]
    public async Task When_a_member_joins_and_leaves_only_its_own_keys_move_and_back()
    {
        await using var test = Start("generated");
        JoinKeyed(test, "second", group: "mixed");
        var before = await Ask(test);
        var third = JoinKeyed(test, "third", group: "mixed");
        var during = await Ask(test);
        await third.StopAsync();
        var after = await Ask(test);
        Assert.Equal(["generated", "second"], before.Values.Distinct().Order());
        Assert.Equal(["generated", "second", "third"], during.Values.Distinct().Order());
        Assert.Equal(before, after);
        Assert.All(during, pair => Assert.True(pair.Value == "third" || pair.Value == before[pair.Key]));
    }

    private static async Task<Dictionary<string, string>> Ask(BareBus test)
    {
        var from = test.Recorder.Entries.Count;
        for (var key = 0; key < 100; key++)
        {
            await test.Bus.PublishAsync(new SharedKeyed(key, key));
        }

        var entries = await test.Recorder.Reaches(from + 100);
        return entries.Skip(from).Select(static entry => entry.Split(' ')).ToDictionary(static entry => entry[1], static entry => entry[0]);
    }
}
