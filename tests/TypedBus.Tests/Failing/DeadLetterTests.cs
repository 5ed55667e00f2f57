using Microsoft.Extensions.Logging;
using TypedBus.Testing;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Failing;

/// <summary>Dead letters are kept in the process: bounded, listed, sent back, discarded; a full store is loud.</summary>
public sealed class DeadLetterTests
{
    [Event("tests.letters")]
    public readonly record struct Posted(int Number);

    public sealed class Handlers(Recorder recorder)
    {
        [Handler(Attempts = 1)]
        public void Handle(Posted posted, EventContext context) =>
            recorder.Add($"{posted.Number} {context.Id} {context.CorrelationId} {context.Headers.Count} {context.Attempt}");
    }

    private static TestBus Start(out HandlerFault fault, int capacity = 1_000)
    {
        var bus = Kit.Start<DeadLetterTests>(bus => bus.Options.DeadLetterCapacity = capacity);
        fault = bus.Fail<Handlers>(exception: new InvalidOperationException("cannot post"));
        return bus;
    }

    private static async Task<DeadLetter> Letter(TestBus bus, PublishOptions? options = null)
    {
        await bus.PublishAsync(new Posted(1), options);
        await bus.Idle();
        return Assert.Single(bus.Bus.DeadLetters.List());
    }

    [Fact]
    public async Task A_letter_tells_all_of_its_delivery()
    {
        await using var bus = Start(out _);
        var options = new PublishOptions { CorrelationId = "c1", Headers = new Dictionary<string, string> { ["a"] = "b" } };
        var letter = await Letter(bus, options);
        Assert.Equal(new Posted(1), letter.Event);
        Assert.Equal("TypedBus.Tests.Failing.DeadLetterTests.Handlers.Handle.DeadLetterTests.Posted", letter.Handler);
        Assert.Equal(("tests.letters", "c1", 1, "b"), (letter.Subject, letter.CorrelationId, letter.Attempts, letter.Headers["a"]));
        Assert.Equal("cannot post", letter.Reason.Message);
        Assert.Equal((bus.PublishedOnce<Posted>().Id, bus.Time.GetUtcNow()), (letter.Id, letter.Time));
        Assert.Contains(bus.Log().At(LogLevel.Error), line => line.Text.Contains(letter.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_letter_that_is_sent_back_is_the_same_delivery_again()
    {
        await using var bus = Start(out var fault);
        var letter = await Letter(bus, new PublishOptions { CorrelationId = "c1" });
        fault.Dispose();
        Assert.True(await bus.Bus.DeadLetters.SendBackAsync(letter));
        await bus.Idle();
        Assert.Equal([$"1 {letter.Id} c1 0 1"], bus.Recorder().Entries);
        Assert.Equal(0, bus.Bus.DeadLetters.Count);
        Assert.False(await bus.Bus.DeadLetters.SendBackAsync(letter));
    }

    [Fact]
    public async Task A_letter_that_fails_again_comes_again()
    {
        await using var bus = Start(out _);
        var letter = await Letter(bus);
        Assert.True(await bus.Bus.DeadLetters.SendBackAsync(letter));
        await bus.Idle();
        var again = Assert.Single(bus.Bus.DeadLetters.List());
        Assert.NotSame(letter, again);
        Assert.Equal(letter.Id, again.Id);
    }

    [Fact]
    public async Task A_letter_can_be_discarded_once()
    {
        await using var bus = Start(out _);
        var letter = await Letter(bus);
        Assert.True(bus.Bus.DeadLetters.Discard(letter));
        Assert.False(bus.Bus.DeadLetters.Discard(letter));
        Assert.Equal(0, bus.Bus.DeadLetters.Count);
    }

    [Fact]
    public async Task A_full_store_is_loud()
    {
        await using var bus = Start(out _, capacity: 2);
        for (var number = 0; number < 5; number++)
        {
            await bus.PublishAsync(new Posted(number));
        }

        await bus.Idle();
        Assert.Equal([0, 1], bus.Bus.DeadLetters.List().Select(static letter => ((Posted)letter.Event).Number));
        Assert.Equal(5, bus.DeadLettered<Posted>().Count);
        Assert.Equal(3, bus.Bus.DeadLetters.Lost);
        Assert.Equal(3, bus.Log().At(LogLevel.Critical).Count());
    }

    [Fact]
    public async Task A_letter_stays_when_the_bus_has_stopped()
    {
        await using var bus = Start(out _);
        var letter = await Letter(bus);
        await bus.Bus.StopAsync();
        await Assert.ThrowsAsync<PublishRefusedException>(async () => await bus.Bus.DeadLetters.SendBackAsync(letter));
        Assert.Same(letter, Assert.Single(bus.Bus.DeadLetters.List()));
    }
}
