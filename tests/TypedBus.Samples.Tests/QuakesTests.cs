namespace TypedBus.Samples.Tests;

/// <summary>The sample as its users run it: a program with a file, or with standard input.</summary>
public sealed class QuakesTests
{
    [Fact]
    public async Task ReadsItsOwnFile()
    {
        using var quakes = ChildProcess.StartDotnet(Repository.Sample("Quakes"));

        var result = await quakes.EndAsync();

        AssertReport(QuakeRows.All, result);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task SaysWhatIsKnownOfThatWeek()
    {
        using var quakes = ChildProcess.StartDotnet(Repository.Sample("Quakes"));

        var result = await quakes.EndAsync();

        // Once by hand, so that the reckoning that the other tests compare with is itself held to something.
        string[] known =
        [
            "ci 386", "nc 370", "ak 297", "nn 260", "us 168", "events 1,707", "strong 85", "tsunami watches 3", "felt reports 2,887",
            "strongest 6.4 22km NNE of Hualian, Taiwan",
        ];
        Assert.Subset(result.Lines.Select(SingleSpaced).ToHashSet(), known.ToHashSet());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task OrderOfRowsChangesNoSum(int seed)
    {
        var rows = QuakeRows.All.ToArray();
        new Random(seed).Shuffle(rows);

        AssertReport(rows, await RunOnFileAsync(string.Join('\n', rows)));
    }

    [Fact]
    public async Task DoubledRowsCountTwice()
    {
        string[] rows = [.. QuakeRows.All, .. QuakeRows.All];

        AssertReport(rows, await RunOnFileAsync(string.Join('\n', rows) + '\n'));
    }

    [Fact]
    public async Task FileThatEndsInTheMiddleOfALine()
    {
        var whole = QuakeRows.All[..1000];
        var cut = QuakeRows.All[1000][..50];

        var result = await RunOnFileAsync(string.Join('\n', [.. whole, cut]));

        AssertReport(whole, result, exitCode: 1);
        Assert.StartsWith("line 1001: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadsStandardInput()
    {
        var rows = QuakeRows.All[..300];
        using var quakes = ChildProcess.StartDotnet(Repository.Sample("Quakes"), "-");

        AssertReport(rows, await quakes.EndAsync(string.Join('\n', rows)));
    }

    [Fact]
    public async Task MalformedLinesAreNamedAndTheRestGoesOn()
    {
        string[] bad = ["no JSON", "null", "[]", "{}", """{"id":"x","mag":"high","place":"here","net":"ci","tsunami":0,"felt":null}"""];
        string[] lines = [QuakeRows.All[0], bad[0], bad[1], QuakeRows.All[2], "", bad[2], bad[3], bad[4], QuakeRows.All[5]];

        var result = await RunOnFileAsync(string.Join('\n', lines));

        AssertReport([lines[0], lines[3], lines[8]], result, exitCode: 1);
        var named = result.Error.TrimEnd().Split('\n').Select(static line => line.Split(':')[0]);
        Assert.Equal(["line 2", "line 3", "line 6", "line 7", "line 8"], named);
    }

    [Fact]
    public async Task EmptyFileHasNoStrongest()
    {
        var result = await RunOnFileAsync("");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("events 0", SingleSpaced(result.Lines[2]));
        Assert.DoesNotContain(result.Lines, static line => line.StartsWith("strongest", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mermaid", "flowchart LR", "    e_Quakes_QuakeReported --> h_Quakes_Alerts_RaiseStrongQuake_QuakeReported")]
    [InlineData("asyncapi", "{", "      \"address\": \"tsunami.watch\",")]
    [InlineData("table", "SUBJECT ", "tsunami.watch    Quakes.TsunamiWatch   Quakes.Statistics.CountWatch.TsunamiWatch       -      -       -")]
    public async Task PrintsItsTopologyAndReadsNothing(string format, string first, string line)
    {
        using var quakes = ChildProcess.StartDotnet(Repository.Sample("Quakes"), "--topology", format);

        var result = await quakes.EndAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith(first, result.Lines[0], StringComparison.Ordinal);
        Assert.Contains(line, result.Lines);
    }

    [Theory]
    [InlineData("--topology", "picture")]
    [InlineData("no-such-file")]
    [InlineData("two", "files")]
    public async Task WhatCannotBeReadIsAnErrorOfItsOwn(params string[] arguments)
    {
        using var quakes = ChildProcess.StartDotnet([Repository.Sample("Quakes"), .. arguments]);

        var result = await quakes.EndAsync();

        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.Empty(result.Lines);
    }

    private static async Task<ChildResult> RunOnFileAsync(string text)
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("quakes.ndjson");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        using var quakes = ChildProcess.StartDotnet(Repository.Sample("Quakes"), file);
        return await quakes.EndAsync();
    }

    private static void AssertReport(IEnumerable<string> rows, ChildResult result, int exitCode = 0)
    {
        Assert.Equal(QuakeRows.Report(rows), result.Lines);
        Assert.True(exitCode == result.ExitCode, result.Everything);
    }

    private static string SingleSpaced(string line) =>
        string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
