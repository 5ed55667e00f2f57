using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Failing;

/// <summary>Dead letters are kept in the process: bounded, listed, sent back, discarded; a full store is loud.</summary>
public sealed class DeadLetterTests
{
    [Event("tests.letters")]
    public readonly record struct Posted(int Number);

    public sealed class Handlers(Recorder recorder, Switch works)
    {
        [Handler(Attempts = 1)]
        public void Handle(Posted posted, EventContext context)
        {
            if (!works.IsOn)
            {
                throw new InvalidOperationException($"cannot post {posted.Number}");
            }

            recorder.Add($"{posted.Number} {context.Id} {context.CorrelationId} {context.Headers.Count} {context.Attempt}");
        }
    }

    public sealed class Switch
    {
        public volatile bool IsOn;
    }

    private static BareBus Start(Switch works, int capacity = 1_000) => BareBus.Start<DeadLetterTests>(bus =>
    {
        bus.Options.DeadLetterCapacity = capacity;
        bus.Services.AddSingleton(works);
    });

    private static async Task<IReadOnlyList<DeadLetter>> Letters(BareBus test, int count)
    {
        while (test.Bus.DeadLetters.Count + test.Bus.DeadLetters.Lost < count)
        {
            await Task.Yield();
        }

        return test.Bus.DeadLetters.List();
    }

    [Fact]
    public async Task A_letter_tells_all_of_its_delivery()
    {
        await using var test = Start(new Switch());
        var options = new PublishOptions { CorrelationId = "c1", Headers = new Dictionary<string, string> { ["a"] = "b" } };
        await test.Bus.PublishAsync(new Posted(1), options);
        var letter = (await Letters(test, 1))[0];
        Assert.Equal(new Posted(1), letter.Event);
        Assert.Equal("TypedBus.Tests.Failing.DeadLetterTests.Handlers.Handle.DeadLetterTests.Posted", letter.Handler);
        Assert.Equal(("tests.letters", "c1", 1, "b"), (letter.Subject, letter.CorrelationId, letter.Attempts, letter.Headers["a"]));
        Assert.Equal("cannot post 1", letter.Reason.Message);
        Assert.False(letter.Id.IsEmpty);
        await test.Bus.StopAsync();
        Assert.Contains(test.Log.At(LogLevel.Error), line => line.Text.Contains(letter.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_letter_that_is_sent_back_is_the_same_delivery_again()
    {
        var works = new Switch();
        await using var test = Start(works);
        await test.Bus.PublishAsync(new Posted(1), new PublishOptions { CorrelationId = "c1" });
        var letter = (await Letters(test, 1))[0];
        works.IsOn = true;
        Assert.True(await test.Bus.DeadLetters.SendBackAsync(letter));
        Assert.Equal([$"1 {letter.Id} c1 0 1"], await test.Recorder.Reaches(1));
        Assert.Equal(0, test.Bus.DeadLetters.Count);
        Assert.False(await test.Bus.DeadLetters.SendBackAsync(letter));
    }

    [Fact]
    public async Task A_letter_that_fails_again_comes_again()
    {
        await using var test = Start(new Switch());
        await test.Bus.PublishAsync(new Posted(1));
        var letter = (await Letters(test, 1))[0];
        Assert.True(await test.Bus.DeadLetters.SendBackAsync(letter));
        var again = (await Letters(test, 1))[0];
        Assert.NotSame(letter, again);
        Assert.Equal(letter.Id, again.Id);
    }

    [Fact]
    public async Task A_letter_can_be_discarded_once()
    {
        await using var test = Start(new Switch());
        await test.Bus.PublishAsync(new Posted(1));
        var letter = (await Letters(test, 1))[0];
        Assert.True(test.Bus.DeadLetters.Discard(letter));
        Assert.False(test.Bus.DeadLetters.Discard(letter));
        Assert.Equal(0, test.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task A_full_store_is_loud()
    {
        await using var test = Start(new Switch(), capacity: 2);
        for (var number = 0; number < 5; number++)
        {
            await test.Bus.PublishAsync(new Posted(number));
        }

        var letters = await Letters(test, 5);
        Assert.Equal([0, 1], letters.Select(static letter => ((Posted)letter.Event).Number));
        Assert.Equal(3, test.Bus.DeadLetters.Lost);
        await test.Bus.StopAsync();
        Assert.Equal(3, test.Log.At(LogLevel.Critical).Count());
    }

    [Fact]
    public async Task A_letter_stays_when_the_bus_has_stopped()
    {
        await using var test = Start(new Switch());
        await test.Bus.PublishAsync(new Posted(1));
        var letter = (await Letters(test, 1))[0];
        await test.Bus.StopAsync();
        await Assert.ThrowsAsync<PublishRefusedException>(async () => await test.Bus.DeadLetters.SendBackAsync(letter));
        Assert.Same(letter, Assert.Single(test.Bus.DeadLetters.List()));
    }
}
