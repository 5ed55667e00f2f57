using System.Text.RegularExpressions;

namespace TypedBus.Aot.Tests;

/// <summary>What holds under the runtime's compiler holds in a native program, too.</summary>
public sealed partial class AotTests(NativePublish publish)
{
    public static TheoryData<string> Programs => [.. NativePublish.Projects.Keys];

    [Theory]
    [MemberData(nameof(Programs))]
    public void PublishingWarnsOfNothingThatTrimmingOrAotWouldBreak(string program)
    {
        Assert.Contains("Generating native code", publish.LogOf(program), StringComparison.Ordinal);
        Assert.DoesNotMatch(TrimOrAotWarning, publish.LogOf(program));
    }

    [Fact]
    public void NoSuchWarningIsSwitchedOff()
    {
        string[] folders = ["src", "generators", "analyzers", "samples", "tests/TypedBus.AotSmoke"];
        var sources = folders
            .SelectMany(static folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root))
            .Where(static file => !OwnOrBuilt.IsMatch(file) && Source.IsMatch(file))
            .ToArray();

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, static file => SwitchedOff.IsMatch(File.ReadAllText(file)));
    }

    [Fact]
    public async Task QuakesPrintsTheSame()
    {
        using var native = ChildProcess.Start(publish.Native("Quakes"));
        using var compiled = ChildProcess.StartDotnet(publish.Assembly("Quakes"));

        var expected = await compiled.EndAsync();
        var actual = await native.EndAsync();

        Assert.NotEmpty(expected.Lines);
        Assert.Equal(expected.Lines, actual.Lines);
        Assert.Equal((0, 0), (expected.ExitCode, actual.ExitCode));
        Assert.Equal("", actual.Error);
    }

    [Fact]
    public async Task QuakesPrintsTheSameOverNats()
    {
        await using var server = await Servers.StartAsync();
        using var native = ChildProcess.Start(
            publish.Native("Quakes"), [("TypedBus__Transport", "nats"), ("TypedBus__Nats__Url", server.Url)]);
        using var compiled = ChildProcess.StartDotnet(publish.Assembly("Quakes"));

        var (ours, theirs) = (await native.EndAsync(), await compiled.EndAsync());

        Assert.True(ours.ExitCode == 0, ours.Everything);
        Assert.Equal(theirs.Lines, ours.Lines);
    }

    [Fact]
    public async Task QuakesReportsMalformedLinesTheSame()
    {
        const string Input = "no JSON\n{}\nnull\n";
        using var native = ChildProcess.Start(publish.Native("Quakes"), "-");
        using var compiled = ChildProcess.StartDotnet(publish.Assembly("Quakes"), "-");

        var expected = await compiled.EndAsync(Input);
        var actual = await native.EndAsync(Input);

        Assert.Equal(expected.Error, actual.Error);
        Assert.Equal((1, 1), (expected.ExitCode, actual.ExitCode));
    }

    [GeneratedRegex(@"(warning|error) IL[23]\d{3}")]
    private static partial Regex TrimOrAotWarning { get; }

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex OwnOrBuilt { get; }

    [GeneratedRegex(@"\.(cs|csproj|props|targets|editorconfig|globalconfig)$")]
    private static partial Regex Source { get; }

    [GeneratedRegex(@"UnconditionalSuppressMessage|(NoWarn|pragma|severity|SuppressMessage).*\bIL[23]|\bIL[23]\d{3}\b|SuppressTrimAnalysisWarnings|<TrimmerSingleWarn>false|ILLinkTreatWarningsAsErrors>false")]
    private static partial Regex SwitchedOff { get; }
}
