using System.Globalization;

namespace TypedBus.Aot.Tests;

/// <summary>The bus allocates nothing an event, in a process that does nothing else.</summary>
public sealed class BytesTests(NativePublish publish, ITestOutputHelper output)
{
    private const double Limit = 0.1;
    private const double Known = 24;

    [Fact]
    public async Task CompiledAtRunTime()
    {
        using var smoke = ChildProcess.StartDotnet(publish.Assembly("TypedBus.AotSmoke"));

        AssertTable("compiled at run time", await smoke.EndAsync());
    }

    [Fact]
    public async Task CompiledAheadOfTime()
    {
        using var smoke = ChildProcess.Start(publish.Native("TypedBus.AotSmoke"));

        AssertTable("compiled ahead of time", await smoke.EndAsync());
    }

    private void AssertTable(string compiled, ChildResult result)
    {
        output.WriteLine(result.Everything);
        Assert.True(result.ExitCode == 0, result.Everything);
        Assert.Equal($"1000000 events each, {compiled}", result.Lines[0]);
        var rows = result.Lines.Skip(2)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(static row => $"{row[0]} {row[1]}", static row => double.Parse(row[2], CultureInfo.InvariantCulture));
        Assert.True(rows.Remove("known-24-bytes -", out var known));
        Assert.InRange(known, Known - Limit, Known + Limit);
        string[] dispatches = ["dispatch-void", "dispatch-value-task", "dispatch-class", "dispatch-several", "dispatch-result", "dispatch-filtered", "dispatch-routed"];
        string[] publishes = ["publish-burst", "publish-ping-pong", "publish-filtered", "publish-routed", "publish-batch", "publish-full-queue"];
        string[] expected =
        [
            .. dispatches.Concat(publishes).SelectMany(static shape => new[] { $"{shape} without", $"{shape} with" }),
            .. publishes.Select(static shape => $"{shape} counted"),
            "bytes-write without",
            "bytes-read without",
        ];
        Assert.Equal(expected.Order(), rows.Keys.Order());
        Assert.All(rows, static row => Assert.InRange(row.Value, 0, Limit));
    }
}
