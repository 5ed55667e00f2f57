using System.Text.RegularExpressions;

namespace TypedBus.Samples.Tests;

/// <summary>The samples over a broker, by their environment alone: with the same results.</summary>
public sealed partial class NatsTests
{
    [Fact]
    public async Task Quakes_reports_what_it_reports_in_the_process()
    {
        await using var server = await Servers.StartAsync(configuration: static _ => "debug: true");
        using var quakes = ChildProcess.StartDotnet(Environment(server), Repository.Sample("Quakes"));

        var result = await quakes.EndAsync();

        Assert.True(result.ExitCode == 0, result.Everything);
        Assert.Equal("", result.Error);
        Assert.Equal(QuakeRows.Report(QuakeRows.All), result.Lines);

        // The server has seen them: they did not stay in the process.
        Assert.Contains("Client connection created", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Greetings_are_answered_each_once()
    {
        await using var server = await Servers.StartAsync();
        using var greetings = ChildProcess.StartDotnet(Environment(server), Repository.Sample("Greetings"), "--count", "20", "--every", "5ms");

        var result = await greetings.EndAsync();

        Assert.True(result.ExitCode == 0, result.Everything);
        Assert.Equal(20, AssertEachAnsweredOnce(result.Lines));
    }

    [Fact]
    public async Task Two_processes_share_the_work()
    {
        await using var server = await Servers.StartAsync();
        using var second = ChildProcess.StartDotnet(Environment(server), Repository.Sample("Greetings"), "--every", "60m");
        await second.WaitForAsync("sending 1");
        using var first = ChildProcess.StartDotnet(Environment(server), Repository.Sample("Greetings"), "--count", "60", "--every", "1ms");
        var ofFirst = await first.EndAsync();

        // What the first one did not print, the second one does.
        await second.WaitForAllAsync(Enumerable.Range(2, 59)
            .Select(static number => $"outgoing {number}:")
            .Where(text => !ofFirst.Lines.Any(line => line.StartsWith(text, StringComparison.Ordinal))));

        await second.SignalAsync("INT");
        var ofSecond = await second.EndAsync();
        Assert.Equal((0, 0), (ofFirst.ExitCode, ofSecond.ExitCode));
        Assert.Equal(61, AssertEachAnsweredOnce([.. ofFirst.Lines, .. ofSecond.Lines]));
        Assert.All([ofFirst, ofSecond], static result => Assert.Contains(result.Lines, static line => line.StartsWith("answering", StringComparison.Ordinal)));
    }

    private static (string Name, string Value)[] Environment(NatsServer server) => [("TypedBus__Transport", "nats"), ("TypedBus__Nats__Url", server.Url)];

    private static int AssertEachAnsweredOnce(IReadOnlyList<string> lines)
    {
        var correlations = lines.Select(static line => Line.Match(line)).Where(static match => match.Success).ToLookup(
            static match => match.Groups["what"].Value, static match => match.Groups["correlation"].Value);
        var sent = correlations["sending"].Order().ToArray();
        Assert.Equal(sent, correlations["incoming"].Order());
        Assert.Equal(sent, correlations["outgoing"].Order());
        return sent.Length;
    }

    [GeneratedRegex(@"^(?<what>sending|incoming|outgoing) \d+.*correlation (?<correlation>[0-9a-f-]{32,})\]$")]
    private static partial Regex Line { get; }
}
