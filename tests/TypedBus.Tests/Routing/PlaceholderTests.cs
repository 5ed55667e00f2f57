using Microsoft.Extensions.DependencyInjection;
using TypedBus.Runtime;
using TypedBus.Tests.Support;

namespace TypedBus.Tests.Routing;

/// <summary>Subjects with placeholders: the values of the event stand in them, and each is one legal token.</summary>
public sealed class PlaceholderTests
{
    public enum Speed
    {
        Slow,
        Fast,
    }

    [Flags]
    public enum Colors
    {
        None,
        Red,
        Green,
    }

    [Event("tests.placed.{Region}.now")]
    public sealed record Placed(string? Region);

    [Event("{Text}.{Letter}.{Flag}.{Number}.{Speed}.{Code}.{Optional}")]
    public readonly record struct Everything(string Text, char Letter, bool Flag, int Number, Speed Speed, Code Code, Guid? Optional);

    [Event("tests.colors.{Colors}")]
    public readonly record struct Painted(Colors Colors);

    [Event("tests.codes.{Code}.{Code}")]
    public sealed record Coded(Code Code);

    [Event("tests.unheard.{Name}")]
    public sealed record Unheard(string Name);

    [Event("tests.causes")]
    public sealed record Cause(string Region);

    /// <summary>A type of the user's own, that writes itself into as many characters as it has.</summary>
    public readonly record struct Code(int Length) : ISpanFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => new('x', Length);

        public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        {
            charsWritten = Math.Min(Length, destination.Length);
            destination[..charsWritten].Fill('x');
            return charsWritten == Length;
        }
    }

    public sealed class Handlers(Recorder recorder)
    {
        [Handler]
        public void Record(Placed placed, EventContext context) => recorder.Add(context.Subject);

        [Handler]
        public void Record(Everything everything, EventContext<Everything> context) => recorder.Add(context.Subject);

        [Handler]
        public void Record(Painted painted, EventContext context) => recorder.Add(context.Subject);

        [Handler]
        public void Record(Coded coded, EventContext context) => recorder.Add($"{context.Subject.Length}");
    }

    public sealed class Consequences(Recorder recorder)
    {
        [Handler(Name = "TypedBus.Tests.Routing.PlaceholderTests.Consequences.result", Attempts = 1)]
        public Placed Return(Cause cause) => new(cause.Region);

        [Handler(Name = "TypedBus.Tests.Routing.PlaceholderTests.Consequences.by hand", Attempts = 1)]
        public async Task Publish(Cause cause, EventContext context)
        {
            await context.PublishAsync(new Placed(cause.Region));
            recorder.Add("published");
        }
    }

    /// <summary>The module of an assembly that handles an event of another one.</summary>
    private sealed class HandlersAlone : EventModule
    {
        public override string Name => "Handlers";

        public override void Register(ModuleRegistry registry) => registry.AddHandler<Placed>(
            new HandlerDefinition
            {
                Name = "handler",
                Subject = "tests.placed.{Region}.now",
                Assembly = "Handlers",
                Type = "Handlers",
                Method = "Take",
                Parameters = string.Empty,
            },
            static _ => throw new NotSupportedException());
    }

    [Fact]
    public async Task The_context_shows_the_subject_with_its_values()
    {
        await using var test = Start();
        await test.Bus.PublishAsync(new Placed("eu"));
        await test.Bus.PublishAsync(new Placed("ünï-{1}"));
        var optional = new Guid(1, 2, 3, new byte[8]);
        await test.Bus.PublishAsync(new Everything("a", 'b', true, -7, Speed.Fast, new Code(3), optional));
        await test.Bus.PublishAsync(new Everything("a", 'b', false, 7, (Speed)9, new Code(1), optional));

        Assert.Equal(
            [
                "a.b.false.7.9.x." + optional, "a.b.true.-7.Fast.xxx." + optional,
                "tests.placed.eu.now", "tests.placed.ünï-{1}.now",
            ],
            (await test.Recorder.Reaches(4)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(200)]
    [InlineData(5_000)]
    public async Task A_long_value_has_room(int length)
    {
        await using var test = Start();
        await test.Bus.PublishAsync(new Coded(new Code(length)));
        await test.Bus.PublishAsync(new Placed(new string('y', length)));
        var subjects = await test.Recorder.Reaches(2);

        Assert.Contains($"{"tests.codes..".Length + (2 * length)}", subjects);
        Assert.Contains($"tests.placed.{new string('y', length)}.now", subjects);
    }

    [Fact]
    public async Task A_subject_that_comes_again_is_the_same_text()
    {
        await using var test = Start();
        await test.Bus.PublishAsync(new Placed("eu"));
        await test.Bus.PublishAsync(new Placed("e" + "u"[..1]));
        await test.Bus.PublishAsync(new Placed("us"));
        var subjects = await test.Recorder.Reaches(3);

        Assert.Same(subjects[0], subjects[1]);
        Assert.Equal("tests.placed.us.now", subjects[2]);
    }

    [Theory]
    [InlineData(null, "is null.")]
    [InlineData("", "is empty.")]
    [InlineData("a.b", "has a '.' in 'a.b'.")]
    [InlineData(".", "has a '.' in '.'.")]
    [InlineData("*", "has a '*' in '*'.")]
    [InlineData("a*", "has a '*' in 'a*'.")]
    [InlineData(">", "has a '>' in '>'.")]
    [InlineData("a>b", "has a '>' in 'a>b'.")]
    [InlineData("a b", "has white space or a control character in 'a b'.")]
    [InlineData(" ", "has white space or a control character in ' '.")]
    [InlineData("a\u00a0b", "has white space or a control character in 'a\u00a0b'.")]
    [InlineData("a\nb", "has white space or a control character.")]
    [InlineData("a\u0000", "has white space or a control character.")]
    [InlineData("a\u007f", "has white space or a control character.")]
    [InlineData("a.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "has a '.'.")]
    public async Task A_value_that_is_not_one_token_is_refused_before_anybody_has_the_event(string? region, string fault)
    {
        await using var test = Start();
        var exception = await Assert.ThrowsAsync<ArgumentException>(async () => await test.Bus.PublishAsync(new Placed(region)));
        await test.Bus.StopAsync();

        Assert.StartsWith($"Event 'TypedBus.Tests.Routing.PlaceholderTests.Placed' has no legal subject: 'Region' {fault}", exception.Message);
        Assert.Empty(test.Recorder.Entries);
    }

    [Fact]
    public async Task Values_of_other_types_are_checked_too()
    {
        await using var test = Start();

        Assert.Contains("'Optional' is null", await Refusal(test, new Everything("a", 'b', true, 1, Speed.Fast, new Code(1), null)));
        Assert.Contains("'Letter' has a '.'", await Refusal(test, new Everything("a", '.', true, 1, Speed.Fast, new Code(1), Guid.Empty)));
        Assert.Contains("'Code' is empty", await Refusal(test, new Everything("a", 'b', true, 1, Speed.Fast, new Code(0), Guid.Empty)));
        Assert.Contains("'Colors' has white space", await Refusal(test, new Painted(Colors.Red | Colors.Green)));
        Assert.Contains("'Code' makes the subject longer than 32768", await Refusal(test, new Coded(new Code(40_000))));
        Assert.Contains("'Region' makes the subject longer than 32768", await Refusal(test, new Placed(new string('a', 70_000))));
    }

    [Fact]
    public async Task An_event_that_nobody_handles_is_checked_as_well()
    {
        await using var test = Start();
        await test.Bus.PublishAsync(new Unheard("fine"));

        Assert.Equal(1, test.Bus.UnheardCount);
        Assert.Contains("'Name' is empty", await Refusal(test, new Unheard(string.Empty)));
        Assert.Equal(1, test.Bus.UnheardCount);
    }

    [Fact]
    public async Task What_a_handler_publishes_fails_its_delivery()
    {
        await using var test = BareBus.Start<PlaceholderTests>();
        await test.Bus.PublishAsync(new Cause("e.u"));
        await test.Bus.StopAsync();

        Assert.Equal(
            ["TypedBus.Tests.Routing.PlaceholderTests.Consequences.by hand", "TypedBus.Tests.Routing.PlaceholderTests.Consequences.result"],
            test.Bus.DeadLetters.List().Select(static letter => letter.Handler).Order(StringComparer.Ordinal));
        Assert.All(
            test.Bus.DeadLetters.List(),
            static letter => Assert.Contains("'Region' has a '.' in 'e.u'", Assert.IsType<ArgumentException>(letter.Reason).Message));
        Assert.Empty(test.Recorder.Entries);
    }

    [Fact]
    public async Task A_dead_letter_has_the_subject_with_its_values()
    {
        await using var test = BareBus.Start<PlaceholderTests>(
            static bus => bus.Handler("*").Retry(static retry => retry.Attempts = 1).Use(static _ => static _ => throw new InvalidOperationException()), "Handlers.*");
        await test.Bus.PublishAsync(new Placed("eu"));
        await test.Bus.StopAsync();

        Assert.Equal("tests.placed.eu.now", Assert.Single(test.Bus.DeadLetters.List()).Subject);
    }

    [Fact]
    public async Task Dispatch_looks_at_the_subject_only_where_somebody_asks()
    {
        await using var test = Start();
        await test.Bus.DispatchAsync(new Placed("eu"));
        var exception = await Assert.ThrowsAsync<ArgumentException>(async () => await test.Bus.DispatchAsync(new Placed("e.u")));

        Assert.Contains("'Region' has a '.'", exception.Message);
        Assert.Equal(["tests.placed.eu.now"], test.Recorder.Entries);
    }

    [Fact]
    public void An_event_whose_own_module_is_missing_is_an_error_at_start()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => EventBus.Start([new HandlersAlone()]));

        Assert.Contains(
            "- Event 'TypedBus.Tests.Routing.PlaceholderTests.Placed' has placeholders in its subject, 'tests.placed.{Region}.now', and its own "
            + "module is not on this bus. Give the bus that module too.",
            exception.Message);
    }

    private static BareBus Start() => BareBus.Start<PlaceholderTests>(handlers: "Handlers.*");

    private static async Task<string> Refusal<TEvent>(BareBus test, TEvent @event) =>
        (await Assert.ThrowsAsync<ArgumentException>(async () => await test.Bus.PublishAsync(@event))).Message;
}
