namespace TypedBus.PackageTests;

/// <summary>What a user does first: add the package, write records and methods, build, run.</summary>
public sealed class ApplicationTests(PackedLibrary library)
{
    [Fact]
    public async Task BuildsWithoutAWarningAndRuns()
    {
        using var application = new FreshApplication(library);

        var build = await application.BuildAsync();
        Assert.True(build.ExitCode == 0, build.Everything);
        Assert.Contains(build.Lines, static line => line.Trim() == "0 Warning(s)");

        var run = await application.RunAsync();
        Assert.True(run.ExitCode == 0, run.Everything);
        Assert.Equal("stopped", run.Lines[^1]);
        Assert.Equal(["billed 1 from orders.billed", "placed 1", "placed 2"], run.Lines.SkipLast(1).Order(StringComparer.Ordinal));
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task WrongHandlerIsDiagnosedByTheAnalyzerAlone()
    {
        using var application = new FreshApplication(library);
        application.Write("Shop.Handlers/Wrong.cs", """
            using TypedBus;

            namespace Shop.Handlers;

            internal sealed class Wrong
            {
                [Handler]
                public void OnNoEvent(string text)
                {
                }
            }
            """);

        var build = await application.BuildAsync();

        Assert.NotEqual(0, build.ExitCode);
        var errors = build.Lines.Where(static line => line.Contains(": error ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(errors);
        Assert.All(errors, static error => Assert.Matches(@"Wrong\.cs\(8,\d+\): error TB0001: .*OnNoEvent", error));
    }
}
