using System.Text.RegularExpressions;

namespace TypedBus.Samples.Tests;

/// <summary>The sample as its users run it: to its end, or until a signal.</summary>
public sealed partial class GreetingsTests
{
    [Fact]
    public async Task EndsByItselfAfterTheLastGreeting()
    {
        using var greetings = Start("--count", "3", "--every", "10ms");

        var result = await greetings.EndAsync();

        AssertStoppedCleanly(result);
        Assert.Equal(["1", "2", "3"], AssertEachAnsweredOnce(result));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task SignalStopsItCleanly(string signal)
    {
        using var greetings = Start("--every", "10ms");

        await greetings.WaitForAsync("outgoing 3:");
        await greetings.SignalAsync(signal);
        var result = await greetings.EndAsync();

        AssertStoppedCleanly(result);
        Assert.Equal(["1", "2", "3"], AssertEachAnsweredOnce(result).Take(3));
    }

    [Fact]
    public async Task GreetsAtOnceAndStopsAmidALongPause()
    {
        using var greetings = Start("--every", "60m");

        await greetings.WaitForAsync("outgoing 1:");
        await greetings.SignalAsync("INT");
        var result = await greetings.EndAsync();

        AssertStoppedCleanly(result);
        Assert.Equal(["1"], AssertEachAnsweredOnce(result));
    }

    [Fact]
    public async Task MiddlewareOfOneHandlerSeesItsDeliveriesAlone()
    {
        using var greetings = Start("--count", "5", "--every", "1ms");

        var result = await greetings.EndAsync();

        var incoming = result.Lines.Where(static line => line.StartsWith("incoming", StringComparison.Ordinal)).Select(IdOf);
        var answered = result.Lines.Where(static line => line.StartsWith("answering", StringComparison.Ordinal)).Select(IdOf);
        Assert.Equal(incoming, answered);
    }

    [Theory]
    [InlineData("--every", "3")]
    [InlineData("--every", "0s")]
    [InlineData("--every", "-1s")]
    [InlineData("--every")]
    [InlineData("--count", "0")]
    [InlineData("--count", "many")]
    [InlineData("--loud", "1")]
    public async Task WrongArgumentsAreAnsweredWithTheUsage(params string[] arguments)
    {
        using var greetings = Start(arguments);

        var result = await greetings.EndAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("Usage: ", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Lines);
    }

    private static ChildProcess Start(params string[] arguments) => ChildProcess.StartDotnet([Repository.Sample("Greetings"), .. arguments]);

    private static void AssertStoppedCleanly(ChildResult result)
    {
        Assert.True(result.ExitCode == 0, result.Everything);
        Assert.Contains("The bus has stopped", result.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("warn:|fail:|crit:|Unhandled", result.Error);
    }

    /// <summary>What was sent came in once and went out once, with one correlation all the way, different from all others.</summary>
    /// <returns>The numbers of the greetings.</returns>
    private static string[] AssertEachAnsweredOnce(ChildResult result)
    {
        var lines = result.Lines.Select(static line => Line.Match(line)).Where(static match => match.Success).ToLookup(
            static match => match.Groups["what"].Value,
            static match => (Number: match.Groups["number"].Value, Correlation: match.Groups["correlation"].Value));
        var sent = lines["sending"].ToArray();

        Assert.Equal(sent, lines["incoming"]);
        Assert.Equal(sent, lines["outgoing"]);
        Assert.Distinct(sent.Select(static greeting => greeting.Correlation));
        return [.. sent.Select(static greeting => greeting.Number)];
    }

    private static string IdOf(string line) => Id.Match(line).Value;

    [GeneratedRegex(@"^(?<what>sending|incoming|outgoing) (?<number>\d+).*correlation (?<correlation>[0-9a-f-]{32,})\]$")]
    private static partial Regex Line { get; }

    [GeneratedRegex(@"(?<=\[id )[0-9a-f]{32}")]
    private static partial Regex Id { get; }
}
